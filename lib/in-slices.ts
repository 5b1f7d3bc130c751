import { setImmediate } from 'node:timers/promises'

/** How long one piece of work may keep the event loop; what is between two pieces comes on top. */
const SLICE_MS = 8

/** `items.map(work)`, with a turn for everybody else whenever it has kept the event loop for some milliseconds. */
export async function mapInSlices<Item, Result>(
  items: readonly Item[],
  work: (item: Item, at: number) => Result,
): Promise<Result[]> {
  const results: Result[] = []
  let start = performance.now()
  for (const [at, item] of items.entries()) {
    results.push(work(item, at))
    if (performance.now() - start < SLICE_MS) continue
    await setImmediate()
    start = performance.now()
  }
  return results
}
