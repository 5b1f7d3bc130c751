/** The next power of two down from a count; of nothing 1. */
export const floorToPowerOfTwo = (count: number): number => 2 ** Math.floor(Math.log2(Math.max(1, count)))
