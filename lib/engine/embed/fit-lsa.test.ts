import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { embedByLsa } from './embed-by-lsa'
import { findSubspace } from './find-subspace'
import { fitLsa } from './fit-lsa'
import { localWeight } from './lsa-fit'
import { parseLsaFit, serializeLsaFit } from './serialize-lsa-fit'
import { simulateQueries } from './simulate-queries'
import { buildTermMatrix, type TermMatrix } from './term-matrix'

const extra = Array.from({ length: 16 }, (_, at) => ({ id: 200_000 + at, count: 1 }))

type Document = { id: number; count: number }[]

/** Documents about one of `topics` subjects, each with words of its own and words of all. */
function topicDocuments(count: number, topics: number, wordsPerTopic = 20): Document[] {
  let state = 7
  const random = (below: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
  return Array.from({ length: count }, (_, at) => {
    const counts = new Map<number, number>()
    const add = (id: number) => counts.set(id, (counts.get(id) ?? 0) + 1)
    for (let i = 0; i < 12; i++) add((at % topics) * wordsPerTopic + random(wordsPerTopic))
    for (let i = 0; i < 4; i++) add(100_000 + random(10))
    return [...counts].map(([id, n]) => ({ id, count: n }))
  })
}

/** Columns × columns. */
function gramOf({ terms, rowStarts, columns, values }: TermMatrix): number[][] {
  const gram = Array.from(terms, () => new Array<number>(terms.length).fill(0))
  for (let row = 0; row + 1 < rowStarts.length; row++) {
    for (let i = rowStarts[row]!; i < rowStarts[row + 1]!; i++) {
      for (let j = rowStarts[row]!; j < rowStarts[row + 1]!; j++) {
        gram[columns[i]!]![columns[j]!]! += values[i]! * values[j]!
      }
    }
  }
  return gram
}

/** The slow, obvious way: one power iteration after the other, each with what was found before taken out. */
function leadingEigenvalues(gram: number[][], count: number): number[] {
  const found: number[][] = []
  return Array.from({ length: count }, (_, k) => {
    let vector = gram.map((_row, i) => Math.sin(i * 7 + k + 1))
    let value = 0
    for (let iteration = 0; iteration < 1_000; iteration++) {
      let next = gram.map((row) => row.reduce((sum, entry, i) => sum + entry * vector[i]!, 0))
      for (const other of found) {
        const part = next.reduce((sum, entry, i) => sum + entry * other[i]!, 0)
        next = next.map((entry, i) => entry - part * other[i]!)
      }
      value = Math.hypot(...next)
      if (value < 1e-12) break
      vector = next.map((entry) => entry / value)
    }
    found.push(vector)
    return value
  })
}

const cosine = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, i) => sum + value * b[i]!, 0)

describe('findSubspace', () => {
  it('is orthonormal and keeps as much as the exact singular vectors do', () => {
    const documentArbitrary = fc.uniqueArray(fc.record({ id: fc.nat(24), count: fc.integer({ min: 1, max: 5 }) }), {
      selector: ({ id }) => id,
      minLength: 1,
      maxLength: 10,
    })
    fc.assert(
      fc.property(
        fc.array(documentArbitrary, { minLength: 12, maxLength: 30 }),
        fc.integer({ min: 1, max: 6 }),
        fc.nat(),
        (documents, dimensions, seed) => {
          const matrix = buildTermMatrix(documents, 1_000)
          fc.pre(matrix.terms.length > dimensions)
          const basis = findSubspace(matrix, dimensions, { iterations: 60, seed })
          const gram = gramOf(matrix)
          const column = (k: number) => gram.map((_, row) => basis[row * dimensions + k]!)
          const times = (a: number[], b: number[]) => a.reduce((sum, value, i) => sum + value * b[i]!, 0)
          let kept = 0
          for (let k = 0; k < dimensions; k++) {
            const norm = times(column(k), column(k))
            expect(Math.min(Math.abs(norm - 1), norm)).toBeLessThan(1e-4)
            for (let other = 0; other < k; other++) expect(Math.abs(times(column(k), column(other)))).toBeLessThan(1e-4)
            kept += times(
              column(k),
              gram.map((row) => times(row, column(k))),
            )
          }
          const best = leadingEigenvalues(gram, dimensions).reduce((sum, value) => sum + value, 0)
          expect(kept).toBeLessThanOrEqual(best * 1.001)
          expect(kept).toBeGreaterThan(best * 0.99)
        },
      ),
      { numRuns: 12 },
    )
  })
})

describe('fitLsa', () => {
  it('brings texts of one subject together that share no word', () => {
    const fit = fitLsa(topicDocuments(120, 4), { dimensions: 6 })!
    const text = (...ids: number[]) =>
      embedByLsa(
        fit,
        ids.map((id) => ({ id, count: 1 })),
      )
    expect(cosine(text(0, 1, 2), text(10, 11, 12))).toBeGreaterThan(0.9)
    expect(cosine(text(0, 1, 2), text(30, 31, 32))).toBeLessThan(0.2)
  })

  it('gives unit vectors, and zeros for what it knows nothing of', () => {
    const fit = fitLsa(topicDocuments(60, 3))!
    for (const document of topicDocuments(20, 3))
      expect(cosine(embedByLsa(fit, document), embedByLsa(fit, document))).toBeCloseTo(1, 5)
    expect([...embedByLsa(fit, [{ id: 999_999, count: 3 }])].every((value) => value === 0)).toBe(true)
  })

  it('is the same for the same documents and seed', () => {
    const documents = topicDocuments(60, 3)
    expect(serializeLsaFit(fitLsa(documents)!)).toEqual(serializeLsaFit(fitLsa(documents)!))
    expect(serializeLsaFit(fitLsa(documents, { seed: 2 })!)).not.toEqual(serializeLsaFit(fitLsa(documents)!))
  })

  it('leaves a corpus that is too small to another embedder', () => {
    expect(fitLsa([])).toBeNull()
    expect(fitLsa(topicDocuments(10, 2))).toBeNull()
    expect(fitLsa(Array.from({ length: 100 }, () => [{ id: 1, count: 1 }]))).toBeNull()
  })

  it('is bounded: documents are sampled, the most frequent terms kept', () => {
    const fit = fitLsa(topicDocuments(400, 4), { maxDocuments: 100, maxTerms: 60 })!
    expect(fit.documentCount).toBe(400)
    expect(fit.terms.length).toBe(60)
    expect(fit.dimensions).toBe(30)
    expect([...fit.terms]).toEqual([...fit.terms].sort((a, b) => a - b))
  })

  it('weighs by ln(1 + tf) · idf, rows of unit length', () => {
    const { terms, idf, values, columns } = buildTermMatrix(
      [
        [
          { id: 5, count: 3 },
          { id: 2, count: 1 },
        ],
        [{ id: 5, count: 1 }],
        [
          { id: 2, count: 1 },
          { id: 9, count: 1 },
        ],
      ],
      10,
    )
    expect([...terms]).toEqual([2, 5])
    expect(idf[0]).toBeCloseTo(1 + Math.log(4 / 3), 6)
    const [five, two] = [localWeight(3) * idf[1]!, localWeight(1) * idf[0]!]
    expect(columns[0]).toBe(1)
    expect(values[0]).toBeCloseTo(five / Math.hypot(five, two), 6)
  })
})

describe('the weight a fit earns', () => {
  it('is high where words of one subject stand for each other, low where they do not', () => {
    const related = fitLsa(topicDocuments(240, 60, 12), { dimensions: 60 })!
    let state = 1
    const random = () => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
      return state >>> 8
    }
    const noise = Array.from({ length: 240 }, () =>
      Array.from({ length: 24 }, () => ({ id: random() % 400, count: 2 })).filter(
        ({ id }, at, all) => all.findIndex((other) => other.id === id) === at,
      ),
    )
    const unrelated = fitLsa(noise, { dimensions: 8 })!
    expect(unrelated.weight).toBeLessThan(0.35)
    expect(related.weight).toBeGreaterThan(unrelated.weight + 0.1)
    expect(related.weight).toBeLessThanOrEqual(2)
  })

  it('asks for documents by words, of which half leave them', () => {
    const documents = topicDocuments(100, 4, 40).map((terms) => [...terms, ...extra])
    const { documents: rest, queries } = simulateQueries(documents, 1)
    expect(queries).toHaveLength(25)
    for (const { document, terms } of queries) {
      for (const { id } of terms) {
        const before = documents[document]!.find((term) => term.id === id)!.count
        expect(rest[document]!.find((term) => term.id === id)?.count ?? 0).toBe(Math.floor(before / 2))
      }
    }
    const asked = new Set(queries.map(({ document }) => document))
    documents.forEach((terms, at) => {
      if (!asked.has(at)) expect(rest[at]).toBe(terms)
    })
  })
})

describe('serializeLsaFit', () => {
  it('survives the way through bytes unchanged, row by row', async () => {
    const fit = fitLsa(topicDocuments(80, 5))!
    const bytes = serializeLsaFit(fit)
    let turns = 0
    const next = async () => void turns++
    expect(await parseLsaFit(bytes, { isOver: true, next })).toEqual(fit)
    expect(turns).toBe(fit.terms.length)
    expect(await parseLsaFit(new Uint8Array([1, ...bytes]).subarray(1), { isOver: false, next })).toEqual(fit)
  })

  it('refuses what is none', async () => {
    const turn = { isOver: false, next: async () => {} }
    const bytes = serializeLsaFit(fitLsa(topicDocuments(80, 5))!)
    await expect(parseLsaFit(bytes.subarray(0, bytes.length - 1), turn)).rejects.toThrow(RangeError)
    await expect(parseLsaFit(new Uint8Array(40), turn)).rejects.toThrow(RangeError)
  })
})
