import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bm25DocumentWeights, bm25Idf, bm25QueryWeights } from './bm25'

/** The formula as it is printed, one term at a time. */
function bm25Score(query: number[], document: number[], collection: number[][], k1 = 1.2, b = 0.75): number {
  const average = collection.reduce((sum, words) => sum + words.length, 0) / collection.length
  let score = 0
  for (const term of query) {
    const tf = document.filter((word) => word === term).length
    const df = collection.filter((words) => words.includes(term)).length
    const idf = Math.log(1 + (collection.length - df + 0.5) / (df + 0.5))
    score += idf * ((tf * (k1 + 1)) / (tf + k1 * (1 - b + (b * document.length) / average)))
  }
  return score
}

function countsOf(words: number[]) {
  return [...new Set(words)].map((id) => ({ id, term: `t${id}`, count: words.filter((word) => word === id).length }))
}

describe('bm25', () => {
  it('is the textbook score, as inner product of document weights and idf', () => {
    const words = fc.array(fc.nat(12), { minLength: 1, maxLength: 20 })
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 8 }), fc.uniqueArray(fc.nat(14)), (collection, query) => {
        const average = collection.reduce((sum, document) => sum + document.length, 0) / collection.length
        for (const document of collection) {
          const weights = bm25DocumentWeights(countsOf(document), document.length, average)
          const score = query.reduce((sum, term) => {
            const frequency = collection.filter((other) => other.includes(term)).length
            return sum + (weights.get(term) ?? 0) * bm25Idf(collection.length, frequency)
          }, 0)
          expect(score).toBeCloseTo(bm25Score(query, document, collection), 9)
        }
      }),
    )
  })

  it('stays finite and positive at the edges', () => {
    expect(bm25Idf(0, 0)).toBeGreaterThan(0)
    expect(bm25Idf(3, 5)).toBeGreaterThan(0)
    expect(bm25Idf(1_000_000, 1)).toBeGreaterThan(bm25Idf(1_000_000, 2))
    expect(bm25DocumentWeights([], 0, 0).size).toBe(0)
    expect(bm25DocumentWeights([{ id: 1, term: 'a', count: 1 }], 1, 0).get(1)).toBeCloseTo(1)
  })

  it('saturates repeated terms and favors short documents', () => {
    const weight = (count: number, length: number) =>
      bm25DocumentWeights([{ id: 1, term: 'a', count }], length, 100).get(1)!
    expect(weight(2, 100)).toBeLessThan(2 * weight(1, 100))
    expect(weight(1_000, 100)).toBeLessThanOrEqual(2.2)
    expect(weight(1, 50)).toBeGreaterThan(weight(1, 200))
  })

  it('counts how often a word stands in the query, each time a little less', () => {
    const weightOf = (count: number) => bm25QueryWeights([{ id: 1, term: 'cost', count }], 100, () => 10)[0]!.weight
    expect(weightOf(1)).toBeCloseTo(bm25Idf(100, 10))
    expect(weightOf(3)).toBeCloseTo((bm25Idf(100, 10) * 27) / 11)
    expect(weightOf(3) - weightOf(2)).toBeLessThan(weightOf(2) - weightOf(1))
  })

  it('takes the forms that a word has in several languages for one word, as rare as all of them together', () => {
    const held = new Map([
      [1, 60],
      [2, 2],
      [3, 5],
    ])
    const forms = [
      { id: 1, term: 'collect', count: 1, word: 1 },
      { id: 2, term: 'collections', count: 1, word: 1 },
      { id: 3, term: 'page', count: 1 },
      { id: 4, term: 'none', count: 1 },
    ]
    const weighed = bm25QueryWeights(forms, 100, (id) => held.get(id) ?? 0)
    expect(weighed.map(({ id, weight }) => [id, weight])).toEqual([
      [1, bm25Idf(100, 62)],
      [2, bm25Idf(100, 62)],
      [3, bm25Idf(100, 5)],
    ])
  })

  it('takes a part of a word for as rare as it is, and never for rarer than the word', () => {
    const held = new Map([
      [1, 60],
      [2, 1],
      [3, 80],
    ])
    const word = { id: 1, term: 'calcul', count: 1, word: 1 }
    const parts = [2, 3].map((id) => ({ id, term: `part ${id}`, count: 0.3, word: 1 }))
    const idfOf = (has: (id: number) => number) =>
      bm25QueryWeights([word, ...parts], 100, has).map(({ id, weight }) => [id, weight])
    const part = (0.3 * 9) / 8.3
    const close = (weights: (number | undefined)[][]) =>
      weights.map(([id, weight]) => [id, expect.closeTo(weight!, 10)])
    expect(idfOf((id) => held.get(id) ?? 0)).toEqual(
      close([
        [1, bm25Idf(100, 60)],
        [2, bm25Idf(100, 60) * part],
        [3, bm25Idf(100, 80) * part],
      ]),
    )
    // the word is nowhere, its parts are
    expect(idfOf((id) => (id === 1 ? 0 : (held.get(id) ?? 0)))).toEqual(
      close([
        [2, bm25Idf(100, 1) * part],
        [3, bm25Idf(100, 80) * part],
      ]),
    )
  })
})
