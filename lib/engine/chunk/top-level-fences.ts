import { findFenceClose } from './fences'
import { MarkedText } from './marked-text'

const FENCE = /^(?:(`{3,})[^`\r\n]*|(~{3,}).*)[\r\n]*$/
const MAYBE_FENCE = /^[ \t]*(?:`{3}|~{3})/
const LIST_ITEM = /^(?:[-*+]|\d{1,9}[.)]) {1,4}(?=[^ \t\r\n])/
const THEMATIC_BREAK = /^([-*_])(?:[ \t]*\1){2,}[ \t]*[\r\n]*$/
const BLANK = /^[ \t]*[\r\n]*$/

/**
 * Finds formulas, comments, and the fenced code that certainly stands at the top level of a body without HTML of other than Markdown's own ends:
 * where the parser would see the same fence whatever came before. Where that cannot be told, nothing more is found.
 */
export class TopLevelFences {
  private readonly marked = new MarkedText()
  private isLost = false
  private isFlow = true
  private isHtml = false
  /** Whether what was found last is text to the parser, which may go on behind it. */
  private isText = false
  /** Where the content of the list item stands that may be open; no number when none is known to be. */
  private itemOffset = Number.POSITIVE_INFINITY

  /**
   * To be called with each line in order, but for those that were skipped.
   *
   * @returns where that closes which this line opens: the offset of the closing line of a fence, or of the mark that ends a
   *   formula or comment
   */
  next(body: string, start: number, line: string): number | undefined {
    if (this.isLost) return undefined
    if (BLANK.test(line)) {
      this.isFlow = true
      this.isHtml = false
      return undefined
    }
    const isFlow = this.isFlow
    this.isFlow = false
    const markedEnd = this.isHtml ? undefined : this.marked.findClose(body, start, line)
    this.isText = markedEnd !== undefined
    if (this.isText) return markedEnd
    const marker = FENCE.exec(line)
    if (marker && isFlow) {
      const close = findFenceClose(body, start + line.length, marker[1] ?? marker[2] ?? '')
      this.isLost = close === undefined
      this.itemOffset = Number.POSITIVE_INFINITY
      return close
    }
    const indent = line.length - line.replace(/^ +/, '').length
    if (line.trimStart().startsWith('<')) this.isHtml = true
    if (MAYBE_FENCE.test(line) && (indent < this.itemOffset || this.isHtml || line.includes('\t'))) this.isLost = true
    if (indent === 0) this.follow(line, isFlow)
    return undefined
  }

  /** After what closes. */
  close(): void {
    this.isFlow = !this.isText
  }

  private follow(line: string, isFlow: boolean): void {
    const item = LIST_ITEM.exec(line)
    const isItem = item && isFlow && !THEMATIC_BREAK.test(line)
    this.itemOffset = isItem ? item[0].length : Number.POSITIVE_INFINITY
  }
}
