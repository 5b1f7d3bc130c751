/** Rows of one `createMany`: Prisma builds a statement of a thousand in a tenth of a second, in which nobody has a turn. */
export const ROWS_AT_ONCE = 50

/** @param size items of a batch, at least 1; the last one may be smaller */
export function* inBatches<T>(items: Iterable<T>, size: number): Generator<T[]> {
  let batch: T[] = []
  for (const item of items) {
    batch.push(item)
    if (batch.length < size) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

/** What is read for each batch, in order: while one is worked on, the next is read. */
export async function* readAhead<Batch, Read>(
  batches: Iterable<Batch>,
  read: (batch: Batch) => Promise<Read>,
): AsyncGenerator<Read> {
  let ahead: Promise<Read> | undefined
  for (const batch of batches) {
    const next = read(batch)
    // whoever stops early never hears of it
    next.catch(() => undefined)
    if (ahead) yield ahead
    ahead = next
  }
  if (ahead) yield ahead
}
