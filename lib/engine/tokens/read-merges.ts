import { NO_RANK, type PairRules } from './pair-counter'
import { isPart, type Part } from './vocabulary-file'

/** Above the number of any token. */
const TOKEN_SPACE = 2 ** 21
/** Stands for what has no token; nothing is merged with it. */
export const UNKNOWN_TOKEN = TOKEN_SPACE - 1

/** The number of a token. @throws Error for one that is not there */
export type TokenIds = (token: string) => number

/** @throws Error */
export function readTokenIds({ vocab }: Part): TokenIds {
  if (!isPart(vocab)) throw new Error('it has no vocabulary')
  return (token) => {
    const id = Object.hasOwn(vocab, token) ? vocab[token] : undefined
    if (typeof id === 'number' && Number.isInteger(id) && id >= 0 && id < UNKNOWN_TOKEN) return id
    throw new Error(`its vocabulary has no token for “${token.slice(0, 20)}”`)
  }
}

/** The pairs of a model, in their order: it says which is merged first. @throws Error */
export function listMerges({ merges }: Part): [string, string][] {
  if (!Array.isArray(merges)) throw new Error('it has no merges')
  return (merges as unknown[]).map((merge) => {
    const [left, right] = typeof merge === 'string' ? merge.split(' ') : Array.isArray(merge) ? merge : []
    if (typeof left === 'string' && typeof right === 'string') return [left, right]
    throw new Error('its merges are no pairs')
  })
}

/** Pairs are merged in the order of the list, whatever the numbers of the tokens that they make. @throws Error */
export function toMergeRules(merges: [string, string][], idOf: TokenIds): PairRules {
  const ranks = new Map<number, number>()
  const tokenOf = new Int32Array(merges.length)
  for (const [rank, [left, right]] of merges.entries()) {
    tokenOf[rank] = idOf(left + right)
    const pair = idOf(left) * TOKEN_SPACE + idOf(right)
    if (!ranks.has(pair)) ranks.set(pair, rank)
  }
  return { join: (left, right) => ranks.get(left * TOKEN_SPACE + right) ?? NO_RANK, tokenOf }
}
