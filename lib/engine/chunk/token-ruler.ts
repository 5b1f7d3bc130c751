import type { CleanBody } from '../clean/noise'
import { countBelow } from '../numbers/bisect'
import type { Tokenizer } from '../vocabulary/ports'

/** Pieces longer than this (UTF-16 units) are counted anew where a range ends inside them. */
const LONG_PIECE = 40

/**
 * Tells how many tokens ranges of a body have without counting each of them: the body is split into pieces once. A range
 * that begins or ends inside a piece, as behind the space that belongs to a word, can be off by a few tokens.
 */
export class TokenRuler {
  private readonly starts: Int32Array
  /** Tokens of all pieces before the one at the same position. */
  private readonly before: Int32Array

  constructor(
    readonly clean: CleanBody,
    private readonly tokenizer: Tokenizer,
  ) {
    const { masked } = clean
    const pieces = tokenizer.pieces(masked)
    this.starts = new Int32Array(pieces.length + 1)
    this.before = new Int32Array(pieces.length + 1)
    let total = 0
    pieces.forEach(({ start, end, tokens }, at) => {
      this.starts[at] = start
      this.before[at] = total
      // the space that stands for noise is not sent
      const isLeftOut = end - start > LONG_PIECE && masked.charAt(start + 1) === ' ' && clean.lengthOf(start, end) < 2
      total += isLeftOut ? 0 : tokens
    })
    this.starts[pieces.length] = masked.length
    this.before[pieces.length] = total
  }

  /** Exact: of the text as it is sent. */
  count(start: number, end: number): number {
    return this.countText(this.clean.text(start, end))
  }

  /** Exact: of any text. */
  countText(text: string): number {
    return text === '' ? 0 : this.tokenizer.count(text)
  }

  /** Tokens of the pieces that the range touches. */
  measure(start: number, end: number): number {
    if (end <= start) return 0
    const first = this.pieceAt(start)
    const last = this.pieceAt(end - 1)
    if (this.isCutLong(first, start) || this.isCutLong(last, end)) return this.count(start, end)
    return (this.before[last + 1] ?? 0) - (this.before[first] ?? 0)
  }

  private isCutLong(piece: number, at: number): boolean {
    const start = this.starts[piece] ?? 0
    const end = this.starts[piece + 1] ?? 0
    return start < at && at < end && end - start > LONG_PIECE
  }

  /** Position of the piece that holds the character at this offset. */
  private pieceAt(offset: number): number {
    const last = this.starts.length - 2
    return Math.max(0, Math.min(last, countBelow(this.starts, offset + 1) - 1))
  }
}
