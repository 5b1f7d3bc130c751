/** @param size items of a batch, at least 1; the last one may be smaller */
export function* inBatches<T>(items: T[], size: number): Generator<T[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size)
}
