import type { TermCount } from '../../vocabulary/ports'

/** Ids of the query's terms in a candidate's title, and in each of the parts of its text that could answer by itself. */
export type Held = { title: ReadonlySet<number>; parts: ReadonlySet<number>[] }

/** What a title holds counts so much more: a text is about it. */
const TITLE_SHARE = 0.25

/**
 * How much of what a query says stands together in each candidate, 0–1: the share of its words' weights in the best part
 * and the title, and a quarter of the title's share. A word weighs 1 + ln(1 + (n − df + ½) / (df + ½)) with df of the n candidates that
 * hold it in any of its forms (Robertson, Spärck Jones 1976, on the pool of candidates instead of the collection). Unlike a
 * score relative to the best, it tells an answer from the least bad of what has nothing to do with the query.
 */
export function coverages(queryTerms: TermCount[], candidates: Held[], joined: number[][] = []): number[] {
  const shareOf = weighWords(queryTerms, candidates, joined)
  return candidates.map(({ title, parts }) => {
    const best = Math.max(shareOf(title), ...parts.map((part) => shareOf(title, part)))
    return Math.min(1, best + TITLE_SHARE * shareOf(title))
  })
}

/** The share of a query's words, weighed likewise, that stand together in the best part of each candidate's own text, 0–1. */
export function proximities(queryTerms: TermCount[], candidates: Held[], joined: number[][] = []): number[] {
  const shareOf = weighWords(queryTerms, candidates, joined)
  return candidates.map(({ parts }) => Math.max(0, ...parts.map((part) => shareOf(part))))
}

/** The share of the words that texts hold, 0–1; 0 without words. */
function weighWords(
  queryTerms: TermCount[],
  candidates: Held[],
  joined: number[][],
): (...texts: ReadonlySet<number>[]) => number {
  const weighted = joinWords(queryTerms, joined).map((words) => {
    const isIn = (text: ReadonlySet<number>) => words.every((forms) => forms.some(({ id }) => text.has(id)))
    const frequency = candidates.filter(({ title, parts }) => isIn(title) || parts.some(isIn)).length
    const rarity = 1 + Math.log(1 + (candidates.length - frequency + 0.5) / (frequency + 0.5))
    return { isIn, weight: words.length * rarity }
  })
  const total = weighted.reduce((sum, { weight }) => sum + weight, 0)
  return (...texts) => {
    const held = weighted.reduce((sum, { isIn, weight }) => sum + (texts.some(isIn) ? weight : 0), 0)
    return total > 0 ? held / total : 0
  }
}

/** The forms of each word; those of words that are joined stand together. */
function joinWords(queryTerms: TermCount[], joined: number[][]): TermCount[][][] {
  const words = [...Map.groupBy(queryTerms, ({ id, word = id }) => word).values()]
  const jointOf = new Map(joined.flatMap((ids) => ids.map((id) => [id, ids] as const)))
  const joints = Map.groupBy(words, (forms) => forms.map(({ id }) => jointOf.get(id)).find((ids) => ids) ?? forms)
  return [...joints.values()]
}
