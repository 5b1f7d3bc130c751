/** Formulas and comments of some editors (`$$ … $$`, `\\[ … \\]`, `%% … %%`) that go on over several lines, from the start of one. */
const OPENING = /^[ \t]*(\$\$|%%|\\\[)/
const CLOSING = {
  $$: /\$\$(?=[ \t]*(?:[\r\n]|$))/g,
  '%%': /%%(?=[ \t]*(?:[\r\n]|$))/g,
  '\\[': /\\\](?=[ \t]*(?:[\r\n]|$))/g,
}
/** How far the end may stand (UTF-16 units): a mark without a partner opens nothing. */
const REACH = 10_000

type Mark = keyof typeof CLOSING

/** Whether a line of the body may open any. */
export function opensMarked(body: string): boolean {
  return body.includes('$$') || body.includes('%%') || body.includes('\\[')
}

/**
 * Where the mark stands that ends what a line opens; undefined when it opens nothing, or ends it itself.
 *
 * @param searchedTo of each mark, up to where no end was found: one object for all lines of a body, which are asked in order
 */
export function findMarkedEnd(
  body: string,
  start: number,
  line: string,
  searchedTo: { [mark in Mark]?: number },
): number | undefined {
  const mark = OPENING.exec(line)?.[1] as Mark | undefined
  if (mark === undefined) return undefined
  const end = mark === '\\[' ? '\\]' : mark
  if (line.indexOf(end, line.indexOf(mark) + mark.length) >= 0) return undefined
  const limit = start + line.length + REACH
  const from = Math.max(start + line.length, searchedTo[mark] ?? 0)
  const closing = CLOSING[mark]
  closing.lastIndex = 0
  const found = closing.exec(body.slice(from, limit))
  if (found) return from + found.index
  searchedTo[mark] = limit - mark.length
  return undefined
}
