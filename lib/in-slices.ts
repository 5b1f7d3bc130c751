import { setImmediate } from 'node:timers'
import { processWide } from '@/lib/process-wide'

/** How long long work may keep one turn of the event loop; what else happens in that turn comes on top. */
const SLICE_MS = 8

const loop = processWide('slices', () => ({
  /** When somebody first worked in this turn of the loop; 0 when nobody has. */
  begun: 0,
  waiting: [] as (() => void)[],
}))

/**
 * Long work that is made of short pieces. All of it in a process shares one slice of each turn of the event loop: two
 * long works side by side keep others waiting no longer than one does.
 */
export const slice = {
  get isOver(): boolean {
    const now = performance.now()
    if (loop.begun === 0) beginTurn(now)
    return now - loop.begun >= SLICE_MS
  },

  /** Everybody else gets a turn first; who waits here has one by itself, in the order of asking. */
  next(): Promise<void> {
    return new Promise((resume) => {
      // after work on what came in, the first of the two is still in the same turn of the loop
      if (loop.waiting.push(resume) === 1) setImmediate(() => setImmediate(resumeFirst))
    })
  },
}

function resumeFirst(): void {
  const resume = loop.waiting.shift()
  if (loop.waiting.length > 0) setImmediate(resumeFirst)
  beginTurn(performance.now())
  resume?.()
}

function beginTurn(now: number): void {
  loop.begun = now
  setImmediate(() => {
    // another one may have begun its own meanwhile
    if (loop.begun === now) loop.begun = 0
  })
}

/** `items.map(work)`, with a turn for everybody else whenever it has kept the event loop for some milliseconds. */
export async function mapInSlices<Item, Result>(
  items: readonly Item[],
  work: (item: Item, at: number) => Result,
): Promise<Result[]> {
  const results: Result[] = []
  for (const [at, item] of items.entries()) {
    results.push(work(item, at))
    if (slice.isOver) await slice.next()
  }
  return results
}
