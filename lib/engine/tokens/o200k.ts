import { processWide } from '@/lib/process-wide'
import { fnvStep } from '../text/hash'
import { toByteString } from './byte-string'
import { type ByteRanks, createBytePairCounter, NO_RANK, toPairRules } from './pair-counter'
import { nextPieceEnd } from './split-o200k'

/** Counts o200k_base tokens exactly as js-tiktoken's `encode(text, [], [])` does. */
export type TokenCounter = {
  count(text: string): number
  /** Calls `visit` for each piece that the encoding's pattern splits off, in order; the pieces cover the text. */
  eachPiece(text: string, visit: (start: number, end: number, tokens: number) => void): void
}

/** Pieces longer than this (UTF-16 units) are counted anew each time: they hardly ever come back. */
const LONGEST_REMEMBERED_PIECE = 48
/** Places for remembered pieces, a power of two; some 10 MB when all are taken. A piece displaces the one in its place. */
const PLACES = 1 << 16

/** What remembering pieces is good for, since the encoding was loaded. Counts are whole numbers; sizes are estimates. */
export type TokenMemory = { hits: number; misses: number; entries: number; sizeBytes: number; maxBytes: number }

/** A string of some 6 units with its header, and its place. */
const BYTES_PER_PIECE = 150

const memory = processWide('o200k memory', () => ({ hits: 0, misses: 0, entries: 0 }))

export function readTokenMemory(): TokenMemory {
  return { ...memory, sizeBytes: memory.entries * BYTES_PER_PIECE, maxBytes: PLACES * BYTES_PER_PIECE }
}

/** Loads the encoding (2 MB of ranks, once) and returns the counter everyone shares. */
export function loadO200k(): Promise<TokenCounter> {
  return processWide('o200k', () => loadRanks().then(createCounter))
}

async function loadRanks(): Promise<ByteRanks> {
  const { default: encoding } = await import('js-tiktoken/ranks/o200k_base')
  const ranks = new Map<string, number>()
  for (const line of encoding.bpe_ranks.split('\n')) {
    const [, firstRank, ...tokens] = line.split(' ')
    let rank = Number(firstRank)
    for (const token of tokens) ranks.set(atob(token), rank++)
  }
  return ranks
}

function createCounter(ranks: ByteRanks): TokenCounter {
  const rankOf = (_: unknown, byte: number) => ranks.get(String.fromCharCode(byte)) ?? NO_RANK
  const countBytes = createBytePairCounter(toPairRules(ranks), Int32Array.from({ length: 256 }, rankOf))
  const pieces = new Array<string>(PLACES).fill('')
  const tokensOf = new Int32Array(PLACES)

  const countPiece = (piece: string): number => {
    const bytes = toByteString(piece)
    return ranks.has(bytes) ? 1 : countBytes(bytes)
  }
  // Compares in place: taking the piece out of the text costs more than looking it up.
  const countBetween = (text: string, start: number, end: number): number => {
    if (end - start > LONGEST_REMEMBERED_PIECE) return countPiece(text.slice(start, end))
    let hash = 0
    for (let at = start; at < end; at++) hash = fnvStep(hash, text.charCodeAt(at))
    const place = (hash ^ (hash >>> 15)) & (PLACES - 1)
    const known = pieces[place]!
    if (known.length === end - start && isAt(known, text, start)) {
      memory.hits++
      return tokensOf[place]!
    }
    memory.misses++
    if (known === '') memory.entries++
    const piece = text.slice(start, end)
    // A slice of 13 units and more would keep the whole text alive; this makes it a string of its own.
    pieces[place] = piece.length > 12 ? ` ${piece}`.slice(1) : piece
    tokensOf[place] = countPiece(piece)
    return tokensOf[place]
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

function isAt(piece: string, text: string, start: number): boolean {
  for (let at = 0; at < piece.length; at++) {
    if (piece.charCodeAt(at) !== text.charCodeAt(start + at)) return false
  }
  return true
}
