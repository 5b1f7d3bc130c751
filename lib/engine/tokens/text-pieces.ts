/** Takes a piece: where it stands in the text, and its letters, composed where the vocabulary composes. */
type Visit = (start: number, end: number, piece: string) => void

export type Splitting = {
  /** Each splits the pieces of the one before; what lies between its matches is a piece too. */
  patterns: RegExp[]
  /** The text is composed (NFC) first. */
  isComposed: boolean
}

/** A text's pieces, in order; they cover it. */
export function textPieces({ patterns, isComposed }: Splitting): (text: string, visit: Visit) => void {
  return (text, visit) => {
    // a lone surrogate is counted as U+FFFD, and is as long
    const whole = text.toWellFormed()
    const composed = isComposed ? whole.normalize('NFC') : whole
    if (composed === whole) splitBy(patterns, 0, whole, 0, (start, piece) => visit(start, start + piece.length, piece))
    else splitComposed(whole, composed, patterns, visit)
  }
}

function splitBy(
  patterns: RegExp[],
  level: number,
  part: string,
  offset: number,
  visit: (start: number, piece: string) => void,
): void {
  const pattern = patterns[level]
  if (!pattern) {
    visit(offset, part)
    return
  }
  let at = 0
  for (const { 0: match, index } of part.matchAll(pattern)) {
    if (match === '') continue
    if (index > at) splitBy(patterns, level + 1, part.slice(at, index), offset + at, visit)
    splitBy(patterns, level + 1, match, offset + index, visit)
    at = index + match.length
  }
  if (at < part.length) splitBy(patterns, level + 1, part.slice(at), offset + at, visit)
}

/** A letter with its marks, and the parts of a Korean syllable: what composing joins. */
const CLUSTER = /[\u1100-\u11ff]+\p{M}*|[\s\S][\p{M}\u1160-\u11ff]*/gu

/** A piece stands where the letters came from that it is composed of. */
function splitComposed(text: string, composed: string, patterns: RegExp[], visit: Visit): void {
  // for each place between letters of the composed text, the one in the text
  const places = new Map([[0, 0]])
  let from = 0
  let to = 0
  for (const [cluster] of text.matchAll(CLUSTER)) {
    from += cluster.length
    to += cluster.normalize('NFC').length
    places.set(to, from)
  }
  let last = 0
  splitBy(patterns, 0, composed, 0, (start, piece) => {
    const end = start + piece.length
    // within a cluster, or where composing reached farther: it ends where the next one does that has a place
    const place = end === composed.length ? text.length : Math.max(last, places.get(end) ?? last)
    visit(last, place, piece)
    last = place
  })
}
