import { LRUCache } from 'lru-cache'
import { processWide } from '@/lib/process-wide'

export type CacheStatistics = {
  name: string
  hits: number
  misses: number
  entries: number
  sizeBytes: number
  maxBytes: number
  /** Milliseconds that hits saved, as far as the users of the cache know what an entry cost. */
  savedMs: number
}

type CacheOptions<Value> = {
  /** 0: its entries are in the database, and it counts only. */
  maxBytes: number
  /** About how much memory an entry takes, its key aside. */
  sizeOf: (value: Value) => number
}

/** What an entry takes besides its value: key, list node, map slot. */
const ENTRY_BYTES = 300

/** A least-recently-used cache of bounded memory that counts what it is good for. */
export class MeasuredCache<Value extends object> {
  #hits = 0
  #misses = 0
  #savedMs = 0
  readonly #entries: LRUCache<string, Value>

  constructor(
    readonly name: string,
    private readonly options: CacheOptions<Value>,
  ) {
    this.#entries = new LRUCache({
      maxSize: Math.max(1, options.maxBytes),
      sizeCalculation: (value, key) => Math.ceil(options.sizeOf(value)) + 2 * key.length + ENTRY_BYTES,
    })
  }

  get(key: string): Value | undefined {
    const value = this.#entries.get(key)
    if (value === undefined) this.#misses++
    else this.#hits++
    return value
  }

  /** Without counting: for entries that stand for many look-ups, which `count` tells of. */
  peek(key: string): Value | undefined {
    return this.#entries.get(key)
  }

  count(hits: number, misses: number): void {
    this.#hits += hits
    this.#misses += misses
  }

  /** What is larger than the whole cache is not kept. Set what has grown again: its size is taken anew. */
  set(key: string, value: Value): void {
    // of an object that it has already, the list would keep the size
    this.#entries.delete(key)
    this.#entries.set(key, value)
  }

  countSaved(ms: number): void {
    this.#savedMs += ms
  }

  clear(): void {
    this.#entries.clear()
  }

  statistics(): CacheStatistics {
    return {
      name: this.name,
      hits: this.#hits,
      misses: this.#misses,
      entries: this.#entries.size,
      sizeBytes: this.#entries.calculatedSize,
      maxBytes: this.options.maxBytes,
      savedMs: this.#savedMs,
    }
  }
}

const caches = processWide('caches', () => new Map<string, MeasuredCache<object>>())

/** The process's cache of this name. */
export function openCache<Value extends object>(name: string, options: CacheOptions<Value>): MeasuredCache<Value> {
  const known = caches.get(name)
  if (known) return known as unknown as MeasuredCache<Value>
  const cache = new MeasuredCache(name, options)
  caches.set(name, cache as unknown as MeasuredCache<object>)
  return cache
}

/** Every cache of this process. */
export function allCaches(): MeasuredCache<object>[] {
  return [...caches.values()]
}
