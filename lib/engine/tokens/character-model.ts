import { createPairCounter } from './pair-counter'
import { listMerges, readTokenIds, toMergeRules, UNKNOWN_TOKEN } from './read-merges'
import { isPart, type Part, partsOf, type TokenizerFile, type VocabularyModel } from './vocabulary-file'

/** Stands for a space in vocabularies of characters. */
const SPACE = '▁'
/** Above any code point. */
const CODE_POINTS = 2 ** 21

/**
 * Byte pair encoding of characters, as SentencePiece trains it (Kudo, Richardson 2018), for Gemma, Gemini and the Mistral models
 * before Nemo; characters that the vocabulary lacks are counted by their bytes.
 *
 * A whole text is one word there. It is cut where no token of the vocabulary has the two characters side by side: no
 * merge reaches over such a place, so that the pieces have as many tokens as the text.
 * @throws Error
 */
export function readCharacterModel(file: TokenizerFile, model: Part): VocabularyModel {
  if (model.ignore_merges === true) throw new Error('it takes words before merges')
  const prefixOf = readPrefix(file)
  const merges = listMerges(model)
  const idOf = readTokenIds(model)
  const vocab = model.vocab as Record<string, number>
  const count = createPairCounter(toMergeRules(merges, idOf))
  const tokenOf = (symbol: string) => (Object.hasOwn(vocab, symbol) ? idOf(symbol) : UNKNOWN_TOKEN)
  const ofByte = Array.from({ length: 256 }, (_, byte) =>
    tokenOf(`<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`),
  )
  const utf8 = new TextEncoder()
  const neighbours = findNeighbours(merges)
  const added = toTree(readAdded(file))

  const countPiece = (piece: string): number => {
    const tokens: number[] = []
    for (const character of piece) {
      const token = tokenOf(character)
      if (token !== UNKNOWN_TOKEN) tokens.push(token)
      else for (const byte of utf8.encode(character)) tokens.push(ofByte[byte]!)
    }
    return count(Int32Array.from(tokens))
  }
  return {
    countPiece: (piece) => (added.longestAt(piece, 0) === piece.length ? 1 : countPiece(piece)),
    split(text, visit) {
      const letters = text.toWellFormed().replaceAll(' ', SPACE)
      const prefix = prefixOf(letters)
      let from = 0
      let last = -1
      const end = (to: number) => {
        if (to > from) visit(from, to, from === 0 ? prefix + letters.slice(0, to) : letters.slice(from, to))
        from = to
      }
      for (let at = 0; at < letters.length; ) {
        const length = added.longestAt(text, at)
        if (length > 0) {
          end(at)
          visit(at, at + length, text.slice(at, at + length))
          at += length
          from = at
          last = -1
          continue
        }
        const point = letters.codePointAt(at)!
        if (last >= 0 && !neighbours.has(last * CODE_POINTS + point)) end(at)
        last = point
        at += point > 0xffff ? 2 : 1
      }
      end(letters.length)
    },
  }
}

const UNKNOWN = 'it changes texts in a way that is not known here'

/** What a text gets in front of it; spaces are replaced in any case. @throws Error for other changes */
function readPrefix({ normalizer, pre_tokenizer: preTokenizer }: TokenizerFile): (letters: string) => string {
  if (isPart(normalizer)) {
    const isSequence = normalizer.type === 'Sequence'
    const steps = isSequence ? partsOf(normalizer.normalizers) : [normalizer]
    const [replace, prepend, ...others] = steps.toReversed()
    if (!replacesSpaces(replace) || others.length > 0 || !splitsNothing(preTokenizer)) throw new Error(UNKNOWN)
    if (!prepend) return () => ''
    if (prepend.type !== 'Prepend' || prepend.prepend !== SPACE) throw new Error(UNKNOWN)
    return (letters) => (letters === '' ? '' : SPACE)
  }
  if (!isPart(preTokenizer) || preTokenizer.type !== 'Metaspace') throw new Error(UNKNOWN)
  if (preTokenizer.replacement !== SPACE || preTokenizer.split !== false) throw new Error(UNKNOWN)
  if (preTokenizer.prepend_scheme === 'never') return () => ''
  return (letters) => (letters === '' || letters.startsWith(SPACE) ? '' : SPACE)
}

const replacesSpaces = (step: Part | undefined): boolean =>
  step?.type === 'Replace' && isPart(step.pattern) && step.pattern.String === ' ' && step.content === SPACE

/** A text has no spaces to be split at once they are replaced. */
const splitsNothing = (step: unknown): boolean =>
  step === null ||
  step === undefined ||
  (isPart(step) && step.type === 'Split' && isPart(step.pattern) && step.pattern.String === ' ')

/** The pairs of characters that stand side by side in a token that merges make. */
function findNeighbours(merges: [string, string][]): Set<number> {
  const pairs = new Set<number>()
  for (const [left, right] of merges) {
    // what is within each of them, the merges that made it have told
    const before = left.codePointAt(left.length - (/[\udc00-\udfff]$/.test(left) ? 2 : 1))!
    pairs.add(before * CODE_POINTS + right.codePointAt(0)!)
  }
  return pairs
}

/** Texts that are one token wherever they stand, control tokens left out. @throws Error for such as take spaces along */
function readAdded({ added_tokens: added }: TokenizerFile): string[] {
  return partsOf(added).flatMap(({ content, special, lstrip, rstrip, single_word, normalized }) => {
    if (special === true || typeof content !== 'string' || content === '') return []
    if (lstrip || rstrip || single_word || normalized)
      throw new Error(`it finds “${content}” in a way that is not known here`)
    return [content]
  })
}

type Node = { isEnd: boolean; next: Map<number, Node> }

/** Finds the longest of some texts, in time that grows with its length and not with their number. */
function toTree(texts: string[]): { longestAt(text: string, at: number): number } {
  const root: Node = { isEnd: false, next: new Map() }
  for (const text of texts) {
    let node = root
    for (let at = 0; at < text.length; at++) {
      const unit = text.charCodeAt(at)
      const next = node.next.get(unit) ?? { isEnd: false, next: new Map<number, Node>() }
      node.next.set(unit, next)
      node = next
    }
    node.isEnd = true
  }
  return {
    longestAt(text, at) {
      let longest = 0
      let node = root.next.get(text.charCodeAt(at))
      for (let length = 1; node; length++) {
        if (node.isEnd) longest = length
        node = node.next.get(text.charCodeAt(at + length))
      }
      return longest
    },
  }
}
