import type { TermCount } from '../../vocabulary/ports'

type Coverages = { each: number[]; together: number }

/**
 * How much of what a query says occurs in each text, 0–1: the share of its words' weights, a word weighing
 * 1 + ln(1 + (n − df + ½) / (df + ½)) with df of the n texts that hold it in any of its forms (Robertson, Spärck Jones 1976, on the pool of
 * candidates instead of the collection). Unlike a score relative to the best, it tells an answer from the least bad of
 * what has nothing to do with the query. `together` is the share that occurs in any of them.
 *
 * @param texts ids of each candidate's terms, title included
 */
export function coverages(queryTerms: TermCount[], texts: ReadonlySet<number>[]): Coverages {
  const forms = Map.groupBy(queryTerms, ({ id, word = id }) => word)
  const weighted = [...forms.values()].map((terms) => {
    const isIn = (text: ReadonlySet<number>) => terms.some(({ id }) => text.has(id))
    const frequency = texts.reduce((count, text) => count + (isIn(text) ? 1 : 0), 0)
    return {
      isIn,
      isHeld: frequency > 0,
      weight: 1 + Math.log(1 + (texts.length - frequency + 0.5) / (frequency + 0.5)),
    }
  })
  const total = weighted.reduce((sum, { weight }) => sum + weight, 0)
  if (!(total > 0)) return { each: texts.map(() => 0), together: 0 }
  const shareOf = (isFound: (word: (typeof weighted)[number]) => boolean) => {
    return Math.min(1, weighted.reduce((sum, word) => sum + (isFound(word) ? word.weight : 0), 0) / total)
  }
  return {
    each: texts.map((text) => shareOf(({ isIn }) => isIn(text))),
    together: shareOf(({ isHeld }) => isHeld),
  }
}
