import { describe, expect, it } from 'vitest'
import { sampleCandidate } from '../testing/samples.fixture'
import type { StoredSummary } from '../vocabulary/ports'
import { offerSummaries } from './offer-summaries'

const summary = (change: Partial<StoredSummary> = {}): StoredSummary => ({
  summaryId: 's',
  moduleId: 'm',
  version: 1,
  headingPath: [],
  startOffset: 0,
  endOffset: 1_000,
  text: 'In short.',
  tokenCount: 20,
  ...change,
})
const chunk = (ordinal: number, final: number, change = {}) =>
  sampleCandidate(`m#${ordinal}`, 'word '.repeat(40), {
    startOffset: ordinal * 200,
    endOffset: ordinal * 200 + 200,
    signals: { final },
    ...change,
  })
const offer = (summaries: StoredSummary[], kept = [chunk(0, 0.8), chunk(3, 0.6)]) =>
  offerSummaries(kept, { getSummaries: async (ids) => summaries.filter(({ moduleId }) => ids.includes(moduleId)) })

describe('offerSummaries', () => {
  it('offers the summary of a module and of the sections that chosen chunks stand in, at a share of their value', async () => {
    const section = summary({ summaryId: 't', headingPath: ['B'], startOffset: 600, endOffset: 1_000 })
    const other = summary({ summaryId: 'u', headingPath: ['A'], startOffset: 200, endOffset: 600 })
    const offered = await offer([summary(), other, section])
    expect(offered).toMatchObject([
      { resolution: 'summary', summaryId: 's', reason: 'expanded_summary', startOffset: 0, endOffset: 1_000 },
      { resolution: 'summary', summaryId: 't', headingPath: ['B'] },
    ])
    expect(offered.map(({ signals }) => signals.final)).toEqual([expect.closeTo(0.28), expect.closeTo(0.3)])
  })

  it('offers none that saves nothing, of another version, or of a module that is offered whole', async () => {
    expect(await offer([summary({ tokenCount: 10_000 })])).toEqual([])
    expect(await offer([summary({ version: 2 })])).toEqual([])
    const { chunkId: _, ...whole } = chunk(0, 0.8, { resolution: 'full' })
    expect(await offer([summary()], [whole, chunk(0, 0.8)])).toEqual([])
    expect(await offerSummaries([chunk(0, 0.8)], {})).toEqual([])
  })
})
