import { expect, it } from 'vitest'
import { extractTerms } from '../text/terms'
import type { EmbeddingPort } from '../vocabulary/ports'
import { buildSearchQuery } from './build-search-query'

const REQUEST = { excludes: [] }
const embedder = (fields: Partial<EmbeddingPort> = {}): EmbeddingPort => ({
  model: 'test',
  dimensions: 2,
  embed: async () => [[1, 0]],
  ...fields,
})
const build = (standaloneQuery: string, identifiers: string[], embedding: EmbeddingPort | undefined) =>
  buildSearchQuery({ standaloneQuery, identifiers }, extractTerms(standaloneQuery), REQUEST, embedding)

it('weighs vectors by what they have earned, and says so', async () => {
  const { query, notes } = await build('rotate the signing secret', [], embedder({ calibration: { weight: 0.3 } }))
  expect(query.vectorWeight).toBe(0.3)
  expect(notes).toEqual(['meaning counts 0.30 here, words 1: 0.30 as measured on this library (test)'])
  expect((await build('rotate the signing secret', [], embedder())).query.vectorWeight).toBe(0.5)
  expect((await build('rotate the secret', [], embedder({ calibration: { weight: 0 } }))).query.vectorWeight).toBe(0)
})

it('trusts words where the query names identifiers: an embedder has never met them', async () => {
  const { query, notes } = await build('maxBackoff setting', ['maxBackoff'], embedder({ calibration: { weight: 0.4 } }))
  // maxbackoff, max and backoff of four terms
  expect(query.vectorWeight).toBeCloseTo(0.1, 12)
  expect(notes[0]).toContain('times 0.25 for the names in the question')
})

it('searches by words alone without a vector, with a warning when that was not meant', async () => {
  const failing = embedder({ embed: () => Promise.reject(new Error('down')) })
  expect((await build('words', [], failing)).warnings).toEqual(['embedding by test failed: searched by words alone'])
  for (const port of [undefined, failing, embedder({ embed: async () => [[0, 0]] })]) {
    expect((await build('words', [], port)).query).not.toHaveProperty('embedding')
  }
})
