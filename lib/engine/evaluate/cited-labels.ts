const LABELS = /\[(k\d+(?:\s*,\s*k\d+)*)\]/g

/** The labels that an answer cites, without brackets: `[k1, k2]` cites two. */
export function citedLabels(answer: string): Set<string> {
  return new Set(Array.from(answer.matchAll(LABELS)).flatMap(([, list = '']) => list.split(/\s*,\s*/)))
}
