import { processWide } from '@/lib/process-wide'
import { fnvStep } from '../text/hash'
import { type RankOf, toRankOf } from './byte-ranks'
import { toByteString } from './byte-string'
import { createBytePairCounter, NO_RANK } from './pair-counter'
import { nextPieceEnd } from './split-o200k'

/** Counts o200k_base tokens exactly as js-tiktoken's `encode(text, [], [])` does. */
export type TokenCounter = {
  count(text: string): number
  /** Calls `visit` for each piece that the encoding's pattern splits off, in order; the pieces cover the text. */
  eachPiece(text: string, visit: (start: number, end: number, tokens: number) => void): void
}

/** Pieces longer than this (UTF-16 units) are counted anew each time: they hardly ever come back. */
const LONGEST_REMEMBERED_PIECE = 48
/** Places for remembered pieces, a power of two; 7 MB. A piece displaces the one in its place. */
const PLACES = 1 << 16

/** What remembering pieces is good for, since the encoding was loaded. Counts are whole numbers; sizes are estimates. */
export type TokenMemory = { hits: number; misses: number; entries: number; sizeBytes: number; maxBytes: number }

/** Its units, how many they are, and its tokens. */
const BYTES_PER_PIECE = 2 * LONGEST_REMEMBERED_PIECE + 2

const memory = processWide('o200k memory', () => ({ hits: 0, misses: 0, entries: 0 }))

export function readTokenMemory(): TokenMemory {
  return { ...memory, sizeBytes: memory.entries * BYTES_PER_PIECE, maxBytes: PLACES * BYTES_PER_PIECE }
}

/** Loads the encoding (2 MB of ranks, once) and returns the counter everyone shares. */
export function loadO200k(): Promise<TokenCounter> {
  return processWide('o200k', () => loadRanks().then(createCounter))
}

async function loadRanks(): Promise<RankOf> {
  const { default: encoding } = await import('js-tiktoken/ranks/o200k_base')
  // before the tokens of each line stand a mark and the rank of the first, which is one more than the last before it
  return toRankOf(encoding.bpe_ranks.split('\n').flatMap((line) => line.split(' ').slice(2)))
}

function createCounter(rankOf: RankOf): TokenCounter {
  const ofByte = Int32Array.from({ length: 256 }, (_, byte) => rankOf(String.fromCharCode(byte), 0, 1))
  const join = (_left: number, _right: number, bytes: string, start: number, end: number) => rankOf(bytes, start, end)
  const countBytes = createBytePairCounter({ join }, ofByte)
  const units = new Uint16Array(PLACES * LONGEST_REMEMBERED_PIECE)
  const lengths = new Uint8Array(PLACES)
  const tokensOf = new Uint8Array(PLACES)

  const countPiece = (piece: string): number => {
    const bytes = toByteString(piece)
    return rankOf(bytes, 0, bytes.length) === NO_RANK ? countBytes(bytes) : 1
  }
  // Compares in place: taking the piece out of the text costs more than looking it up.
  const countBetween = (text: string, start: number, end: number): number => {
    if (end - start > LONGEST_REMEMBERED_PIECE) return countPiece(text.slice(start, end))
    let hash = 0
    for (let at = start; at < end; at++) hash = fnvStep(hash, text.charCodeAt(at))
    const place = (hash ^ (hash >>> 15)) & (PLACES - 1)
    const first = place * LONGEST_REMEMBERED_PIECE
    if (lengths[place] === end - start && isAt(units, first, text, start, end)) {
      memory.hits++
      return tokensOf[place]!
    }
    memory.misses++
    if (lengths[place] === 0) memory.entries++
    for (let at = start; at < end; at++) units[first + at - start] = text.charCodeAt(at)
    lengths[place] = end - start
    tokensOf[place] = countPiece(text.slice(start, end))
    return tokensOf[place]!
  }
  return {
    eachPiece(text, visit) {
      for (let start = 0; start < text.length; ) {
        const end = nextPieceEnd(text, start)
        visit(start, end, countBetween(text, start, end))
        start = end
      }
    },
    count(text) {
      let total = 0
      for (let start = 0; start < text.length; ) {
        const end = nextPieceEnd(text, start)
        total += countBetween(text, start, end)
        start = end
      }
      return total
    },
  }
}

function isAt(units: Uint16Array, first: number, text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (units[first + at - start] !== text.charCodeAt(at)) return false
  return true
}
