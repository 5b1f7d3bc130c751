import { toByteString } from './byte-string'
import { createBytePairCounter } from './pair-counter'
import { listMerges, readTokenIds, toMergeRules } from './read-merges'
import { textPieces } from './text-pieces'
import { isPart, type Part, partsOf, type TokenizerFile, type VocabularyModel } from './vocabulary-file'

/** Of GPT-2, which byte-level tokenizers split by unless they name another pattern. */
const GPT2_PATTERN = String.raw`'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+`

/** Byte-level byte pair encoding, as GPT-2, Llama 3, Qwen, DeepSeek and Mistral Nemo use it. @throws Error */
export function readByteModel({ normalizer, pre_tokenizer }: TokenizerFile, model: Part): VocabularyModel {
  const split = textPieces({ patterns: patternsOf(pre_tokenizer), isComposed: composes(normalizer) })
  const letters = byteLetters()
  const idOf = readTokenIds(model)
  const countBytes = createBytePairCounter(toMergeRules(listMerges(model), idOf), Int32Array.from(letters, idOf))
  const words = model.ignore_merges === true ? toWords(Object.keys(model.vocab as object), letters) : undefined
  return {
    split,
    countPiece(piece) {
      const bytes = toByteString(piece)
      return words?.has(bytes) ? 1 : countBytes(bytes)
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

/** The vocabulary's tokens by their bytes. */
function toWords(tokens: string[], letters: string[]): Set<string> {
  const bytes = new Map(letters.map((letter, byte) => [letter, String.fromCharCode(byte)]))
  return new Set(tokens.map((token) => Array.from(token, (letter) => bytes.get(letter) ?? letter).join('')))
}
