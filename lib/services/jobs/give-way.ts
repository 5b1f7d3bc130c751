import { setImmediate, setTimeout as sleep } from 'node:timers/promises'

/** Longest wait of one `giveWay`: background work goes on however much is asked for. */
const MAX_WAIT_MS = 300

// Next loads this module more than once in one process
const shared = globalThis as typeof globalThis & {
  __loadoutForeground?: Set<Promise<unknown>>
  __loadoutForegroundFollower?: (isWaited: boolean) => void
}

/** Runs what somebody waits for: background work, here and in the process of the worker, lets it go first. */
export async function inForeground<Result>(work: () => Promise<Result>): Promise<Result> {
  shared.__loadoutForeground ??= new Set()
  const foreground = shared.__loadoutForeground
  const running = work()
  foreground.add(running)
  if (foreground.size === 1) shared.__loadoutForegroundFollower?.(true)
  try {
    return await running
  } finally {
    foreground.delete(running)
    if (foreground.size === 0) shared.__loadoutForegroundFollower?.(false)
  }
}

/** Tells whoever does background work for this process when somebody begins to wait, and when nobody does any more. */
export function followForeground(tell: (isWaited: boolean) => void): void {
  shared.__loadoutForegroundFollower = tell
}

/**
 * Between two batches of background work: lets what somebody waits for at this moment finish. What begins meanwhile is
 * not waited for, so that both get on in turns.
 */
export async function giveWay(): Promise<void> {
  const running = [...(shared.__loadoutForeground ?? [])]
  if (running.length === 0) return setImmediate()
  await Promise.race([Promise.allSettled(running), sleep(MAX_WAIT_MS)])
}
