/** How many of the ascending numbers are below `value`: the position of the first that is not. */
export function countBelow(ascending: ArrayLike<number>, value: number): number {
  let low = 0
  let high = ascending.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (ascending[middle]! < value) low = middle + 1
    else high = middle
  }
  return low
}

/** Where a number stands among ascending ones without repetition; −1 when it is not there. */
export function findPosition(ascending: ArrayLike<number>, value: number): number {
  const at = countBelow(ascending, value)
  return ascending[at] === value ? at : -1
}
