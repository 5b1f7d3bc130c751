/** How much of a line is read for its markers (UTF-16 units). */
export const MARKERS_REACH = 300
/** Quotes and list items that a line stands in or opens. */
const CONTAINERS = /^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t][ \t>]*)*/

/** The line that begins at a place: the markers of quotes and list items, and what stands behind them. */
export function lineAt(body: string, at: number, end: number): { start: number; containers: string; text: string } {
  const start = body.lastIndexOf('\n', at - 1) + 1
  const line = body.slice(start, Math.min(end, start + MARKERS_REACH))
  const containers = CONTAINERS.exec(line)?.[0] ?? ''
  return { start: start + containers.length, containers, text: line.slice(containers.length) }
}
