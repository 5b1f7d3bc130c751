/** Formulas and comments of some editors (`$$ … $$`, `\\[ … \\]`, `%% … %%`) that go on over several lines, from the start of one. */
const OPENING = /^ {0,3}(\$\$|%%|\\\[)/
const CLOSING = {
  $$: /\$\$(?=[ \t]*(?:[\r\n]|$))/g,
  '%%': /%%(?=[ \t]*(?:[\r\n]|$))/g,
  '\\[': /\\\](?=[ \t]*(?:[\r\n]|$))/g,
}
/** How far the end may stand (UTF-16 units): a mark without a partner opens nothing. */
const REACH = 10_000

type Mark = keyof typeof CLOSING

/** Finds formulas and comments, whose lines are no markdown. To be asked line by line, in order. */
export class MarkedText {
  /** Up to where no end was found. */
  private readonly searchedTo: Record<Mark, number> = { $$: 0, '%%': 0, '\\[': 0 }

  /** Where the mark stands that ends what this line opens; undefined when it opens nothing, or ends it itself. */
  findClose(body: string, start: number, line: string): number | undefined {
    const mark = OPENING.exec(line)?.[1] as Mark | undefined
    if (mark === undefined) return undefined
    const end = mark === '\\[' ? '\\]' : mark
    if (line.indexOf(end, line.indexOf(mark) + mark.length) >= 0) return undefined
    const limit = start + line.length + REACH
    const from = Math.max(start + line.length, this.searchedTo[mark])
    const closing = CLOSING[mark]
    closing.lastIndex = 0
    const found = closing.exec(body.slice(from, limit))
    if (found) return from + found.index
    this.searchedTo[mark] = limit - mark.length
    return undefined
  }
}
