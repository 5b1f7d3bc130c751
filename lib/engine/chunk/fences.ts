const MARKER = /`{3,}|~{3,}/y
const CLOSING = {
  '`': /(?<=[\r\n]) {0,3}(`{3,})[ \t]*(?=[\r\n]|$)/g,
  '~': /(?<=[\r\n]) {0,3}(~{3,})[ \t]*(?=[\r\n]|$)/g,
}

/** The row of backticks or tildes that opens fenced code at this place. */
export function fenceMarker(body: string, at: number): string | undefined {
  MARKER.lastIndex = at
  return MARKER.exec(body)?.[0]
}

/** Where the line begins that closes the fenced code that this marker opened, as far as it stands in no container. */
export function findFenceClose(body: string, from: number, marker: string): number | undefined {
  const closing = CLOSING[marker.startsWith('~') ? '~' : '`']
  closing.lastIndex = from
  for (let match = closing.exec(body); match; match = closing.exec(body)) {
    if (match[1]!.length >= marker.length) return match.index
  }
  return undefined
}
