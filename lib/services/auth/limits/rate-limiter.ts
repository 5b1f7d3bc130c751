type Window = { startedAt: number; count: number }

const MAX_KEYS = 50_000
const EVICTED_SHARE = 0.1

/** Counts events per key in fixed windows, in the memory of this process. */
export class RateLimiter {
  private readonly windows = new Map<string, Window>()

  constructor(
    readonly limit: number,
    readonly windowMs: number,
    /** Milliseconds of a clock that nobody sets. */
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Counts one event. Returns 0 when it is within the limit, else the seconds until the window ends. */
  take(key: string): number {
    const retryAfterSeconds = this.retryAfterSeconds(key)
    if (retryAfterSeconds > 0) return retryAfterSeconds
    const window = this.current(key)
    if (window) window.count++
    else {
      if (this.windows.size >= MAX_KEYS) this.evict()
      this.windows.set(key, { startedAt: this.now(), count: 1 })
    }
    return 0
  }

  /** Seconds until the key may try again; 0 when it may now. */
  retryAfterSeconds(key: string): number {
    const window = this.current(key)
    if (!window || window.count < this.limit) return 0
    return Math.max(1, Math.ceil((window.startedAt + this.windowMs - this.now()) / 1000))
  }

  forget(key: string): void {
    this.windows.delete(key)
  }

  private current(key: string): Window | undefined {
    const window = this.windows.get(key)
    return window && window.startedAt + this.windowMs > this.now() ? window : this.drop(key)
  }

  private drop(key: string): undefined {
    this.windows.delete(key)
  }

  /** Makes room for many at once, the oldest first, so that a flood of keys does not pay for it each time. */
  private evict(): void {
    let surplus = MAX_KEYS * EVICTED_SHARE
    for (const key of this.windows.keys()) {
      if (surplus-- <= 0) return
      this.drop(key)
    }
  }
}
