/** What pairs of neighbours are merged, that of the lowest rank first. */
export type PairRules = {
  /** The rank at which two tokens are merged, together the symbols from `start` to `end`; `NO_RANK` for never. */
  join(left: number, right: number, symbols: string, start: number, end: number): number
  /** The token that each rank makes. By default it has the number of the rank. */
  tokenOf?: Int32Array
}

/**
 * How many tokens the symbols of a piece make.
 * @param tokens that of each symbol; they are merged in place
 * @param symbols where `join` reads it: one UTF-16 unit each
 */
type PairCounter = (tokens: Int32Array, symbols?: string) => number

/** Pairs that are waiting to be merged into the token of one rank, in order from `at` on. */
type Bucket = { positions: number[]; at: number }

export const NO_RANK = -1
/** Entries of the direct-mapped memory of pairs; a power of two. */
const PAIR_MEMORY = 1 << 15

/** Counts byte strings. `ofByte`: the token of each byte. */
export function createBytePairCounter(rules: PairRules, ofByte: Int32Array): (bytes: string) => number {
  const count = createPairCounter(rules)
  return (bytes) => {
    if (bytes.length < 2) return bytes.length
    const tokens = new Int32Array(bytes.length)
    for (let i = 0; i < bytes.length; i++) tokens[i] = ofByte[bytes.charCodeAt(i)]!
    return count(tokens, bytes)
  }
}

/**
 * Byte pair encoding (Sennrich, Haddow, Birch 2016): the adjacent pair of the lowest rank is merged, the leftmost
 * first, until no pair has a rank. Pairs wait in one bucket per rank, so a run of n symbols takes O(n log n), where the
 * textbook loop takes O(n²).
 */
export function createPairCounter({ join, tokenOf }: PairRules): PairCounter {
  const memory = { left: new Int32Array(PAIR_MEMORY).fill(NO_RANK), right: new Int32Array(PAIR_MEMORY) }
  const memoryRank = new Int32Array(PAIR_MEMORY)

  return (tokens, symbols = '') => {
    const length = tokens.length
    if (length < 2) return length
    // A part is named after its first symbol; `tokens` holds its token, `next` and `previous` its neighbours.
    const next = new Int32Array(length)
    const previous = new Int32Array(length)
    const pairRanks = new Int32Array(length)
    const queue = new RankQueue()

    const rankPair = (start: number): number => {
      const middle = next[start]!
      if (middle >= length) return NO_RANK
      const left = tokens[start]!
      const right = tokens[middle]!
      const slot = (Math.imul(left, 0x9e3779b1) ^ Math.imul(right, 0x85ebca6b)) >>> 17
      if (memory.left[slot] === left && memory.right[slot] === right) return memoryRank[slot]!
      const end = next[middle]!
      const rank = join(left, right, symbols, start, end)
      memory.left[slot] = left
      memory.right[slot] = right
      memoryRank[slot] = rank
      return rank
    }
    const enqueue = (start: number) => {
      const rank = rankPair(start)
      pairRanks[start] = rank
      if (rank !== NO_RANK) queue.push(rank, start)
    }

    for (let i = 0; i < length; i++) {
      next[i] = i + 1
      previous[i] = i - 1
    }
    for (let i = 0; i < length - 1; i++) enqueue(i)

    let count = length
    while (queue.advance()) {
      const { rank, position: start } = queue
      if (pairRanks[start] !== rank) continue
      const middle = next[start]!
      const end = next[middle]!
      tokens[start] = tokenOf ? tokenOf[rank]! : rank
      next[start] = end
      if (end < length) previous[end] = start
      pairRanks[middle] = NO_RANK
      count--
      enqueue(start)
      if (previous[start]! >= 0) enqueue(previous[start]!)
    }
    return count
  }
}

/**
 * Positions by rank, lowest rank first, then from left to right. A rank gets no new position once its first one was
 * taken and before its last one was: every pair that comes up in between contains that rank's symbols and more.
 */
class RankQueue {
  rank = NO_RANK
  position = 0
  private readonly buckets = new Map<number, Bucket>()
  private readonly ranks: number[] = []
  private current: Bucket | undefined

  push(rank: number, position: number): void {
    const bucket = this.buckets.get(rank)
    if (bucket) {
      bucket.positions.push(position)
      return
    }
    this.buckets.set(rank, { positions: [position], at: 0 })
    const ranks = this.ranks
    let at = ranks.push(rank) - 1
    for (let parent = (at - 1) >> 1; at > 0 && ranks[parent]! > rank; parent = (at - 1) >> 1) {
      ranks[at] = ranks[parent]!
      at = parent
    }
    ranks[at] = rank
  }

  /** Moves `rank` and `position` on; false at the end. */
  advance(): boolean {
    for (let rank = this.ranks[0]; rank !== undefined; rank = this.ranks[0]) {
      if (rank !== this.rank || !this.current) {
        this.rank = rank
        this.current = this.buckets.get(rank)!
        if (this.current.at === 0 && !isAscending(this.current.positions)) this.current.positions.sort((a, b) => a - b)
      }
      if (this.current.at < this.current.positions.length) {
        this.position = this.current.positions[this.current.at++]!
        return true
      }
      this.buckets.delete(rank)
      this.current = undefined
      this.removeLowestRank()
    }
    return false
  }

  private removeLowestRank(): void {
    const ranks = this.ranks
    const last = ranks.pop()!
    const size = ranks.length
    if (size === 0) return
    let at = 0
    for (let child = 1; child < size; child = 2 * at + 1) {
      if (child + 1 < size && ranks[child + 1]! < ranks[child]!) child++
      if (ranks[child]! >= last) break
      ranks[at] = ranks[child]!
      at = child
    }
    ranks[at] = last
  }
}

function isAscending(positions: number[]): boolean {
  for (let i = 1; i < positions.length; i++) if (positions[i]! < positions[i - 1]!) return false
  return true
}
