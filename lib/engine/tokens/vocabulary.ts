import { createBytePairCounter, NO_RANK, type PairRules } from './byte-pairs'
import { toByteString } from './byte-string'
import type { TokenCounter } from './o200k'
import { textPieces } from './text-pieces'

/** What is read of a tokenizer.json, which model makers publish beside their weights. */
type TokenizerFile = {
  normalizer?: unknown
  pre_tokenizer?: unknown
  model?: unknown
}

type Part = Record<string, unknown>

const isPart = (value: unknown): value is Part => typeof value === 'object' && value !== null
const partsOf = (value: unknown): Part[] => (Array.isArray(value) ? value.filter(isPart) : [])

/** Of GPT-2, which byte-level tokenizers split by unless they name another pattern. */
const GPT2_PATTERN = String.raw`'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+`

/** Pieces longer than this (UTF-16 units) are counted anew each time. */
const LONGEST_REMEMBERED_PIECE = 48
/** Some 6 MB; then it begins anew. */
const REMEMBERED_PIECES = 1 << 16
/** Above the number of any token. */
const TOKEN_SPACE = 2 ** 21

/**
 * The counter of a model's own vocabulary: byte-level byte pair encoding, as Llama 3, Qwen, DeepSeek and Mistral Nemo use
 * it. Control tokens that stand in a text are counted as the text that they are.
 * @throws Error that says what of the file is not known here
 */
export function createVocabulary(file: unknown): TokenCounter {
  if (!isPart(file)) throw new Error('it is no tokenizer.json')
  const { normalizer, pre_tokenizer, model } = file as TokenizerFile
  if (!isPart(model) || model.type !== 'BPE') throw new Error('its model is not BPE')
  if (model.byte_fallback === true) throw new Error('it merges characters, not bytes')
  const split = textPieces({ patterns: patternsOf(pre_tokenizer), isComposed: composes(normalizer) })
  const { rules, words } = readModel(model)
  const countBytes = createBytePairCounter(rules)
  const known = new Map<string, number>()

  const countPiece = (piece: string): number => {
    const bytes = toByteString(piece)
    return words?.has(bytes) ? 1 : countBytes(bytes)
  }
  const countRemembered = (piece: string): number => {
    if (piece.length > LONGEST_REMEMBERED_PIECE) return countPiece(piece)
    const before = known.get(piece)
    if (before !== undefined) return before
    const tokens = countPiece(piece)
    if (known.size >= REMEMBERED_PIECES) known.clear()
    // a slice would keep the whole text alive
    known.set(piece.length > 12 ? ` ${piece}`.slice(1) : piece, tokens)
    return tokens
  }
  return {
    eachPiece(text, visit) {
      split(text, (start, end, piece) => visit(start, end, countRemembered(piece)))
    },
    count(text) {
      let total = 0
      split(text, (_start, _end, piece) => {
        total += countRemembered(piece)
      })
      return total
    },
  }
}

/** Whether a text is composed (NFC) before it is split. */
function composes(normalizer: unknown): boolean {
  if (normalizer === null || normalizer === undefined) return false
  if (isPart(normalizer) && normalizer.type === 'NFC') return true
  const steps = isPart(normalizer) && normalizer.type === 'Sequence' ? partsOf(normalizer.normalizers) : undefined
  if (steps?.length === 0) return false
  if (steps?.every(({ type }) => type === 'NFC')) return true
  throw new Error('it changes texts in a way that is not known here')
}

/** By which a text is split, one after the other, each within the pieces of the one before. */
function patternsOf(preTokenizer: unknown): RegExp[] {
  if (!isPart(preTokenizer)) throw new Error('it does not say how texts are split')
  const steps = preTokenizer.type === 'Sequence' ? partsOf(preTokenizer.pretokenizers) : [preTokenizer]
  if (steps.at(-1)?.type !== 'ByteLevel') throw new Error('it does not count by bytes')
  return steps.flatMap((step) => {
    if (step.type === 'ByteLevel' && step.add_prefix_space !== true) {
      return step.use_regex === false ? [] : [new RegExp(GPT2_PATTERN, 'gu')]
    }
    if (step.type === 'Digits') return [step.individual_digits === true ? /\p{N}/gu : /\p{N}+/gu]
    const source = isPart(step.pattern) ? step.pattern.Regex : undefined
    if (step.type === 'Split' && step.behavior === 'Isolated' && step.invert !== true && typeof source === 'string') {
      return [new RegExp(source, 'gu')]
    }
    throw new Error(`it splits texts in a way that is not known here (${String(step.type)})`)
  })
}

/** The bytes that stand as themselves in a vocabulary; the others stand as U+0100 and what follows. */
const isPrintable = (byte: number) =>
  (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || (byte >= 174 && byte <= 255)

/** The letter for each byte. */
function byteLetters(): string[] {
  let next = 256
  return Array.from({ length: 256 }, (_, byte) => String.fromCharCode(isPrintable(byte) ? byte : next++))
}

function readModel({ vocab, merges, ignore_merges }: Part): { rules: PairRules; words?: Set<string> } {
  if (!isPart(vocab) || !Array.isArray(merges)) throw new Error('it has no vocabulary')
  const idOf = (token: string): number => {
    const id = Object.hasOwn(vocab, token) ? vocab[token] : undefined
    if (typeof id === 'number' && Number.isInteger(id) && id >= 0 && id < TOKEN_SPACE) return id
    throw new Error(`a token of its merges is not in its vocabulary (${token.slice(0, 20)})`)
  }
  const letters = byteLetters()
  const made = new Map<number, number>()
  let last = NO_RANK
  for (const merge of merges as unknown[]) {
    const [left, right] = typeof merge === 'string' ? merge.split(' ') : Array.isArray(merge) ? merge : []
    if (typeof left !== 'string' || typeof right !== 'string') throw new Error('its merges are no pairs')
    const [leftId, rightId, id] = [idOf(left), idOf(right), idOf(left + right)]
    if (id < last) throw new Error('its merges are not in the order of its tokens')
    last = id
    const pair = leftId * TOKEN_SPACE + rightId
    if (!made.has(pair)) made.set(pair, id)
  }
  const ofByte = Int32Array.from(letters, idOf)
  const rules: PairRules = { ofByte, join: (left, right) => made.get(left * TOKEN_SPACE + right) ?? NO_RANK }
  return ignore_merges === true ? { rules, words: toWords(Object.keys(vocab), letters) } : { rules }
}

/** The vocabulary's tokens by their bytes. */
function toWords(tokens: string[], letters: string[]): Set<string> {
  const bytes = new Map(letters.map((letter, byte) => [letter, String.fromCharCode(byte)]))
  return new Set(tokens.map((token) => Array.from(token, (letter) => bytes.get(letter) ?? letter).join('')))
}
