import { setImmediate } from 'node:timers/promises'

/** How long one piece of work may keep the event loop; what is between two pieces comes on top. */
const SLICE_MS = 8

/** One's time on the event loop, in a long piece of work that is made of short ones. */
export class Slice {
  #start = performance.now()

  get isOver(): boolean {
    return performance.now() - this.#start >= SLICE_MS
  }

  /** Everybody else gets a turn first. */
  async next(): Promise<void> {
    await setImmediate()
    this.#start = performance.now()
  }
}

/** `items.map(work)`, with a turn for everybody else whenever it has kept the event loop for some milliseconds. */
export async function mapInSlices<Item, Result>(
  items: readonly Item[],
  work: (item: Item, at: number) => Result,
): Promise<Result[]> {
  const results: Result[] = []
  const slice = new Slice()
  for (const [at, item] of items.entries()) {
    results.push(work(item, at))
    if (slice.isOver) await slice.next()
  }
  return results
}
