import { describe, expect, it } from 'vitest'
import { sampleCandidate, sampleModule } from '../testing/samples.fixture'
import { DEFAULT_POLICY_SETTINGS } from '../vocabulary/policy'
import type { StoredChunk } from '../vocabulary/ports'
import type { Candidate } from '../vocabulary/types'
import { expandCandidates } from './expand-candidates'

const chunk = (moduleId: string, ordinal: number): StoredChunk => ({
  chunkId: `${moduleId}#${ordinal}`,
  moduleId,
  version: 1,
  ordinal,
  headingPath: [],
  startOffset: ordinal * 10,
  endOffset: ordinal * 10 + 10,
  text: `chunk ${ordinal}   `,
  tokenCount: 3,
})
const module = sampleModule({ moduleId: 'long', body: 'x'.repeat(50), tokenCount: 5000 })
const chunks = [0, 1, 2, 3, 4].map((ordinal) => chunk('long', ordinal))
const retrieval = {
  getChunks: async (ids: string[]) => chunks.filter(({ chunkId }) => ids.includes(chunkId)),
  getNeighbours: async (ids: string[], reach: number) =>
    ids.map((id) => {
      const { ordinal = Number.NaN } = chunks.find(({ chunkId }) => chunkId === id) ?? {}
      return chunks.filter((other) => other.ordinal !== ordinal && Math.abs(other.ordinal - ordinal) <= reach)
    }),
}
const kept = (ordinal: number, final: number) =>
  sampleCandidate(`long#${ordinal}`, 't', {
    signals: { final },
    startOffset: ordinal * 10,
    endOffset: ordinal * 10 + 10,
  })
const settings = { ...DEFAULT_POLICY_SETTINGS.retrieval, neighbours: 1, wholeModuleTokens: 800 }
const NONE = { outranked: [], dropped: [] }
const outline = (candidates: Candidate[]) =>
  candidates.map((candidate) => `${candidate.chunkId ?? candidate.module.moduleId} ${candidate.reason}`)

describe('expandCandidates', () => {
  it('offers the neighbours of the strongest chunk after everything that was found', async () => {
    const result = await expandCandidates(
      [kept(2, 0.8), kept(4, 0.6)],
      NONE,
      new Map([['long', module]]),
      settings,
      retrieval,
    )
    expect(outline(result.kept)).toEqual([
      'long#2 relevant',
      'long#4 relevant',
      'long#1 expanded_neighbour',
      'long#3 expanded_neighbour',
    ])
    expect(result.kept[2]?.signals.final).toBe(0.4)
    expect(result.kept[2]?.because).toEqual({ compared: 1, limit: 1, unit: 'chunks', of: 'long#2' })
  })

  it('leaves what is spare to the end, but for what stands beside a strong chunk', async () => {
    const spare = [1, 4].map((ordinal): Candidate => ({ ...kept(ordinal, 0.5), reason: 'fills_room', isSpare: true }))
    const result = await expandCandidates(
      [kept(2, 0.8)],
      { ...NONE, spare },
      new Map([['long', module]]),
      settings,
      retrieval,
    )
    expect(outline(result.kept)).toEqual([
      'long#2 relevant',
      'long#1 expanded_neighbour',
      'long#3 expanded_neighbour',
      'long#4 fills_room',
    ])
    expect(result.kept.map(({ isSpare = false }) => isSpare)).toEqual([false, false, false, true])
    expect(result.dropped).toEqual([])
  })

  it('brings back a neighbour that only ranked too low, once, and none that was a duplicate', async () => {
    const low = { ...kept(1, 0.5), reason: 'below_top_n', isDropped: true } as const
    const duplicate = { ...kept(3, 0.7), reason: 'duplicate_of', isDropped: true } as const
    const modules = new Map([['long', module]])
    const result = await expandCandidates(
      [kept(2, 0.8)],
      { outranked: [low], dropped: [duplicate] },
      modules,
      settings,
      retrieval,
    )
    expect(outline(result.kept)).toEqual(['long#2 relevant', 'long#1 expanded_neighbour'])
    expect(result.kept[1]?.isDropped).toBe(false)
    expect(result.kept[1]?.signals.final).toBe(0.5)
    expect(outline(result.dropped)).toEqual(['long#3 duplicate_of'])
  })

  it('offers a short module whole, once, in front of its best chunk', async () => {
    const short = sampleModule({ moduleId: 'long', body: 'x'.repeat(50), tokenCount: 100 })
    const result = await expandCandidates(
      [kept(2, 0.8), sampleCandidate('other#0', 'o'), kept(4, 0.6)],
      NONE,
      new Map([['long', short]]),
      settings,
      retrieval,
    )
    expect(outline(result.kept)).toEqual([
      'long expanded_whole',
      'long#2 relevant',
      'other#0 relevant',
      'long#4 relevant',
    ])
    expect(result.kept[0]).toMatchObject({ text: short.body, tokens: 100, signals: { final: 0.8 } })
    expect(result.dropped).toEqual([])
  })

  it('offers what is left of a strong chunk’s section, however far it reaches', async () => {
    const path = ['Keys']
    const inSection = chunks.map((each) => ({ ...each, headingPath: each.ordinal > 0 ? path : [] }))
    const port = { ...retrieval, getNeighbours: async () => [inSection.filter(({ ordinal }) => ordinal !== 1)] }
    const modules = new Map([['long', module]])
    const seed = { ...kept(1, 0.8), headingPath: path }
    const result = await expandCandidates([seed], NONE, modules, settings, port)
    expect(outline(result.kept)).toEqual([
      'long#1 relevant',
      'long#0 expanded_neighbour',
      'long#2 expanded_neighbour',
      'long#3 expanded_section',
      'long#4 expanded_section',
    ])
    expect(result.kept[3]?.because).toEqual({ compared: 10, limit: 800, unit: 'tokens', of: 'long#1' })
  })

  it('offers the rest of a module of which half is strong, worth the share that was found', async () => {
    const port = {
      ...retrieval,
      getNeighbours: async (ids: string[], reach: number) =>
        (await retrieval.getNeighbours(ids, reach)).map((near) => near.map((each) => ({ ...each, tokenCount: 320 }))),
    }
    const found = [1, 2, 4].map((ordinal, at) => ({ ...kept(ordinal, 0.8 - at / 10), tokens: 320 }))
    const others = [1, 2, 3].map((ordinal) => sampleCandidate(`other#${ordinal}`, 'o'))
    const expand = (candidates: Candidate[], tokenCount: number) => {
      const modules = new Map([['long', { ...module, tokenCount }]])
      return expandCandidates(candidates, NONE, modules, { ...settings, neighbours: 0 }, port)
    }
    const { kept: offered } = await expand([...found, ...others], 1_600)
    expect(outline(offered).slice(6)).toEqual(['long#0 completes_section', 'long#3 completes_section'])
    expect(offered[6]?.signals.final).toBeCloseTo(0.48)
    expect(offered[6]?.because).toEqual({ compared: 0.6, limit: 0.5, unit: 'share', of: 'long#1' })
    expect((await expand([...found, ...others], 1_601)).kept).toHaveLength(6)
    expect((await expand(found, 1_600)).kept).toHaveLength(3)
  })

  it('leaves everything alone with both settings at 0', async () => {
    const off = { ...settings, neighbours: 0, wholeModuleTokens: 0 }
    const result = await expandCandidates([kept(2, 0.8)], NONE, new Map([['long', module]]), off, retrieval)
    expect(outline(result.kept)).toEqual(['long#2 relevant'])
  })

  it('offers what curation excludes neither as a neighbour nor inside the whole module', async () => {
    const curated = { ...module, excludedChunkIds: ['long#1'] }
    const beside = await expandCandidates([kept(2, 0.8)], NONE, new Map([['long', curated]]), settings, retrieval)
    expect(outline(beside.kept)).toEqual(['long#2 relevant', 'long#3 expanded_neighbour'])
    const short = new Map([['long', { ...curated, tokenCount: 50 }]])
    const whole = await expandCandidates([kept(2, 0.8)], NONE, short, settings, retrieval)
    expect(whole.kept.every(({ chunkId }) => chunkId !== undefined)).toBe(true)
  })
})
