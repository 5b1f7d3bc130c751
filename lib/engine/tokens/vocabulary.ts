import { readByteModel } from './byte-model'
import { readCharacterModel } from './character-model'
import type { TokenCounter } from './o200k'
import { isPart, type TokenizerFile } from './vocabulary-file'

/** Pieces longer than this (UTF-16 units) are counted anew each time. */
const LONGEST_REMEMBERED_PIECE = 48
/** Some 6 MB; then it begins anew. */
const REMEMBERED_PIECES = 1 << 16

/**
 * The counter of a model's own vocabulary: byte pair encoding, of bytes or of characters. Control tokens that stand in a text
 * are counted as the text that they are.
 * @throws Error that says what of the file is not known here
 */
export function createVocabulary(file: unknown): TokenCounter {
  if (!isPart(file)) throw new Error('it is no tokenizer.json')
  const { model } = file as TokenizerFile
  if (!isPart(model) || model.type !== 'BPE') throw new Error('its model is not BPE')
  const { split, countPiece } =
    model.byte_fallback === true ? readCharacterModel(file, model) : readByteModel(file, model)
  const known = new Map<string, number>()

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
