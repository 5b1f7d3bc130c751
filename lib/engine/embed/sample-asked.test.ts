import fc from 'fast-check'
import { expect, it } from 'vitest'
import { sampleAsked } from './sample-asked'

const documentsOf = (count: number) => Array.from({ length: count }, (_, id) => [{ id, count: 1 }])

it('keeps every document that is asked for, at most so many, and the queries at theirs', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 20, max: 200 }), fc.nat(), (count, most, seed) => {
      const documents = documentsOf(count)
      const asked = [...new Set(Array.from({ length: 20 }, (_, i) => (seed + i * 7919) % count))]
      const queries = asked.map((document) => ({ document, terms: documents[document] ?? [] }))
      const sample = sampleAsked({ documents, queries }, most)
      expect(sample.documents.length).toBe(Math.min(count, most))
      for (const { document, terms } of sample.queries) expect(sample.documents[document]).toEqual(terms)
      expect(sample.queries).toHaveLength(queries.length)
    }),
  )
})

it('takes the others from the whole corpus, not from its beginning', () => {
  const queries = [{ document: 999, terms: [] }]
  const { documents } = sampleAsked({ documents: documentsOf(1_000), queries }, 101)
  const ids = documents.map(([term]) => term?.id ?? 0)
  for (let from = 0; from < 1_000; from += 100) {
    expect(ids.filter((id) => id >= from && id < from + 100).length).toBeGreaterThanOrEqual(9)
  }
})
