import { isBefore, keepOrder } from './keep-order'

/** A line of both texts, of `a` alone or of `b` alone; 0-based. */
export type LinePair = { a?: number; b?: number }
type Range = { a: number; aEnd: number; b: number; bEnd: number }

/** Cells of one table: between two anchors with more than that, all lines count as changed. */
const MOST_CELLS = 1_000_000

/**
 * Which lines two texts share. Lines that each has once are anchors (patience diff); between them the longest common
 * subsequence. Linear in the texts but for changed stretches without an anchor, which are bounded. Where lines differ, those
 * of `a` stand before those of `b`; swapping the texts mirrors the pairs.
 */
export function diffLines(a: readonly string[], b: readonly string[]): LinePair[] {
  if (!isBefore(a, b)) return sortPairs(diffLines(b, a).map((pair) => ({ a: pair.b, b: pair.a })))
  const pairs: LinePair[] = []
  let from = { a: 0, b: 0 }
  for (const anchor of [...findAnchors(a, b), { a: a.length, b: b.length }]) {
    // one by one: as arguments of one call they could be too many
    for (const pair of diffRange(a, b, { a: from.a, aEnd: anchor.a, b: from.b, bEnd: anchor.b })) pairs.push(pair)
    if (anchor.a < a.length) pairs.push(anchor)
    from = { a: anchor.a + 1, b: anchor.b + 1 }
  }
  return sortPairs(pairs)
}

/** Lines that stand once in each text, in the order of both. */
function findAnchors(a: readonly string[], b: readonly string[]): { a: number; b: number }[] {
  const inA = placesOfUnique(a)
  const inB = placesOfUnique(b)
  const kept = keepOrder([...inA.keys()], [...inB.keys()])
  return [...inA].flatMap(([text, at]) => (kept.has(text) ? [{ a: at, b: inB.get(text) ?? 0 }] : []))
}

function placesOfUnique(lines: readonly string[]): Map<string, number> {
  const places = new Map<string, number>()
  const twice = new Set<string>()
  lines.forEach((line, at) => {
    if (places.has(line)) twice.add(line)
    else places.set(line, at)
  })
  for (const line of twice) places.delete(line)
  return places
}

function diffRange(a: readonly string[], b: readonly string[], range: Range): LinePair[] {
  const pairs: LinePair[] = []
  const tail: LinePair[] = []
  let { a: fromA, aEnd, b: fromB, bEnd } = range
  while (fromA < aEnd && fromB < bEnd && a[fromA] === b[fromB]) pairs.push({ a: fromA++, b: fromB++ })
  while (fromA < aEnd && fromB < bEnd && a[aEnd - 1] === b[bEnd - 1]) tail.push({ a: --aEnd, b: --bEnd })
  const common = longestCommon(a.slice(fromA, aEnd), b.slice(fromB, bEnd))
  const takenA = new Set(common.map((pair) => fromA + pair.a))
  const takenB = new Set(common.map((pair) => fromB + pair.b))
  for (const pair of common) pairs.push({ a: fromA + pair.a, b: fromB + pair.b })
  for (let at = fromA; at < aEnd; at++) if (!takenA.has(at)) pairs.push({ a: at })
  for (let at = fromB; at < bEnd; at++) if (!takenB.has(at)) pairs.push({ b: at })
  return [...pairs, ...tail]
}

function longestCommon(a: readonly string[], b: readonly string[]): { a: number; b: number }[] {
  const width = b.length + 1
  if (a.length * b.length > MOST_CELLS) return []
  const lengths = new Uint32Array((a.length + 1) * width)
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      lengths[i * width + j] =
        a[i] === b[j]
          ? (lengths[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(lengths[(i + 1) * width + j] ?? 0, lengths[i * width + j + 1] ?? 0)
    }
  }
  const pairs: { a: number; b: number }[] = []
  let [i, j] = [0, 0]
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) pairs.push({ a: i++, b: j++ })
    else if ((lengths[(i + 1) * width + j] ?? 0) >= (lengths[i * width + j + 1] ?? 0)) i++
    else j++
  }
  return pairs
}

/** In the order of both texts: lines that one of them lacks stand before the next that both have, those of `a` first. */
function sortPairs(pairs: LinePair[]): LinePair[] {
  const common = pairs.filter((pair): pair is Required<LinePair> => pair.a !== undefined && pair.b !== undefined)
  common.sort((x, y) => x.a - y.a)
  const onlyA = pairs.flatMap(({ a, b }) => (a !== undefined && b === undefined ? [a] : [])).sort((x, y) => x - y)
  const onlyB = pairs.flatMap(({ a, b }) => (b !== undefined && a === undefined ? [b] : [])).sort((x, y) => x - y)
  const sorted: LinePair[] = []
  let [nextA, nextB] = [0, 0]
  for (const both of [...common, { a: Number.POSITIVE_INFINITY, b: Number.POSITIVE_INFINITY }]) {
    while ((onlyA[nextA] ?? Number.POSITIVE_INFINITY) < both.a) sorted.push({ a: onlyA[nextA++] })
    while ((onlyB[nextB] ?? Number.POSITIVE_INFINITY) < both.b) sorted.push({ b: onlyB[nextB++] })
    if (Number.isFinite(both.a)) sorted.push(both)
  }
  return sorted
}
