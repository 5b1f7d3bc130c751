import { type ByteRanks, createBytePairCounter } from './byte-pairs'
import { nextPieceEnd } from './split-o200k'

/** Counts o200k_base tokens exactly as js-tiktoken's `encode(text, [], [])` does. */
export type TokenCounter = {
  count(text: string): number
  /** Calls `visit` for each piece that the encoding's pattern splits off, in order; the pieces cover the text. */
  eachPiece(text: string, visit: (start: number, end: number, tokens: number) => void): void
}

/** Pieces longer than this (UTF-16 units) are counted anew each time: they hardly ever come back. */
const LONGEST_REMEMBERED_PIECE = 48
/** Each of the two generations of remembered pieces holds at most this many: about 10 MB in all. */
const GENERATION_SIZE = 50_000
const NON_ASCII = /[^\0-\x7f]/

let loading: Promise<TokenCounter> | undefined

/** Loads the encoding (2 MB of ranks, once) and returns the counter everyone shares. */
export function loadO200k(): Promise<TokenCounter> {
  loading ??= loadRanks().then(createCounter)
  return loading
}

async function loadRanks(): Promise<ByteRanks> {
  const { default: encoding } = await import('js-tiktoken/ranks/o200k_base')
  const ranks = new Map<string, number>()
  for (const line of encoding.bpe_ranks.split('\n')) {
    const [, firstRank, ...tokens] = line.split(' ')
    tokens.forEach((token, i) => {
      ranks.set(atob(token), Number(firstRank) + i)
    })
  }
  return ranks
}

function createCounter(ranks: ByteRanks): TokenCounter {
  const countBytes = createBytePairCounter(ranks)
  // Two generations: what was not asked for while the young one filled up is forgotten with the old one.
  let young = new Map<string, number>()
  let old = new Map<string, number>()

  const countPiece = (piece: string): number => {
    const bytes = NON_ASCII.test(piece) ? toByteString(piece) : piece
    return ranks.has(bytes) ? 1 : countBytes(bytes)
  }
  const countRemembered = (piece: string): number => {
    if (piece.length > LONGEST_REMEMBERED_PIECE) return countPiece(piece)
    const known = young.get(piece)
    if (known !== undefined) return known
    const tokens = old.get(piece) ?? countPiece(piece)
    if (young.size >= GENERATION_SIZE) {
      old = young
      young = new Map()
    }
    // A slice of 13 units and more would keep the whole text alive; this makes it a string of its own.
    young.set(piece.length > 12 ? ` ${piece}`.slice(1) : piece, tokens)
    return tokens
  }
  const eachPiece: TokenCounter['eachPiece'] = (text, visit) => {
    for (let start = 0; start < text.length; ) {
      const end = nextPieceEnd(text, start)
      visit(start, end, countRemembered(text.slice(start, end)))
      start = end
    }
  }
  return {
    eachPiece,
    count(text) {
      let total = 0
      eachPiece(text, (_start, _end, tokens) => {
        total += tokens
      })
      return total
    },
  }
}

const utf8 = new TextEncoder()

/** The text's UTF-8 bytes, one per UTF-16 unit; a lone surrogate becomes U+FFFD, as everywhere in the web platform. */
function toByteString(text: string): string {
  const bytes = utf8.encode(text)
  let result = ''
  for (let i = 0; i < bytes.length; i += 8192) result += String.fromCharCode(...bytes.subarray(i, i + 8192))
  return result
}
