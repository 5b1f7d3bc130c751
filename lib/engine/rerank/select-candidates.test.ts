import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sampleCandidate } from '../testing/samples.fixture'
import { jaccard, ShingleIndex, shinglesOf } from '../text/shingles'
import { DEFAULT_POLICY_SETTINGS } from '../vocabulary/policy'
import { selectCandidates } from './select-candidates'

const settings = { ...DEFAULT_POLICY_SETTINGS.rerank, topN: 2, relevanceFloor: 0.5, duplicateThreshold: 0.8 }
const candidate = (id: string, text: string, final: number) => sampleCandidate(id, text, { signals: { final } })

describe('selectCandidates', () => {
  it('gives a reason to everything it drops', () => {
    const { kept, outranked, dropped } = selectCandidates(
      [
        candidate('weak#0', 'nothing to do with it at all', 0.3),
        candidate('best#0', 'rotate the signing key every ninety days', 0.9),
        candidate('copy#0', 'Rotate the signing key: every ninety days.', 0.8),
        candidate('next#0', 'webhooks are signed with the current key', 0.7),
        candidate('late#0', 'old webhooks stay valid for one hour', 0.6),
      ],
      settings,
    )
    expect(kept.map(({ chunkId }) => chunkId)).toEqual(['best#0', 'next#0'])
    const told = [...dropped, ...outranked].map(({ chunkId, reason, because }) => [chunkId, { reason, ...because }])
    expect(Object.fromEntries(told)).toEqual({
      'weak#0': { reason: 'below_relevance_floor', compared: 0.3, limit: 0.45, unit: 'score' },
      'copy#0': { reason: 'duplicate_of', compared: 1, limit: 0.8, unit: 'share', of: 'best#0' },
      'late#0': { reason: 'below_top_n', compared: 3, limit: 2, unit: 'rank' },
    })
    expect([...dropped, ...outranked].every(({ isDropped }) => isDropped)).toBe(true)
  })

  it('lets those behind place 24 only fill room that is left', () => {
    const scored = Array.from({ length: 30 }, (_, at) =>
      candidate(`m${at}#0`, `text about a${at} b${at} c${at}`, 0.9 - at / 100),
    )
    const { kept, spare, outranked } = selectCandidates(scored, { ...settings, topN: 27 })
    expect(kept).toHaveLength(24)
    expect(kept.some(({ isSpare }) => isSpare)).toBe(false)
    expect(spare.map(({ chunkId, reason, because, isSpare }) => ({ chunkId, reason, ...because, isSpare }))).toEqual(
      [24, 25, 26].map((at) => {
        return { chunkId: `m${at}#0`, reason: 'fills_room', compared: at + 1, limit: 27, unit: 'rank', isSpare: true }
      }),
    )
    expect(outranked.map(({ because }) => because)).toEqual(
      [28, 29, 30].map((compared) => ({ compared, limit: 27, unit: 'rank' })),
    )
  })

  it('keeps nothing when nothing is relevant, unless the floor is 0', () => {
    const irrelevant = [0.2, 0.1].map((relevance, at) =>
      sampleCandidate(`m${at}#0`, `text number ${at}`, { signals: { relevance, final: 0.4 } }),
    )
    const { kept, dropped } = selectCandidates(irrelevant, settings)
    expect(kept).toEqual([])
    expect(dropped.map(({ reason, because }) => ({ reason, ...because }))).toEqual([
      { reason: 'below_least_relevance', compared: 0.2, limit: 0.3, unit: 'score' },
      { reason: 'below_least_relevance', compared: 0.1, limit: 0.3, unit: 'score' },
    ])
    expect(selectCandidates(irrelevant, { ...settings, relevanceFloor: 0 }).kept).toHaveLength(2)
  })

  it('keeps nothing when nothing covers the query, unless a model of language found it', () => {
    const uncovered = [0.9, 0.8].map((relevance, at) =>
      sampleCandidate(`m${at}#0`, `text number ${at}`, { signals: { relevance, coverage: 0.2, final: relevance } }),
    )
    const { kept, dropped, notes } = selectCandidates(uncovered, settings)
    expect(kept).toEqual([])
    expect(notes).toEqual(['none of what was found covers more than 20 % of the query'])
    const because = { compared: 0.2, limit: settings.coverageFloor, unit: 'share' }
    expect(dropped).toMatchObject([
      { reason: 'below_coverage', because },
      { reason: 'below_coverage', because },
    ])
    expect(selectCandidates(uncovered, settings, { areWordsDecisive: false }).kept).toHaveLength(2)
    expect(selectCandidates(uncovered, { ...settings, coverageFloor: 0.2 }).kept).toHaveLength(2)
  })

  it('asks a longer query for a smaller share of its words, and a shorter one for a larger', () => {
    const found = [sampleCandidate('m#0', 'a text', { signals: { relevance: 0.8, coverage: 0.2, final: 0.8 } })]
    const floorOf = (words: number) => selectCandidates(found, settings, { words }).dropped[0]?.because?.limit
    expect(floorOf(7)).toBeCloseTo(0.3, 9)
    expect(floorOf(1)).toBeCloseTo(0.3 * Math.sqrt(7), 9)
    expect(selectCandidates(found, settings, { words: 15 }).dropped).toHaveLength(1)
    expect(selectCandidates(found, settings, { words: 16 }).kept).toHaveLength(1)
    // of a pasted page no more words than of a question of 20
    const weak = [sampleCandidate('m#0', 'a text', { signals: { relevance: 0.8, coverage: 0, final: 0.8 } })]
    const askedOf = (words: number) => words * selectCandidates(weak, settings, { words }).dropped[0]!.because!.limit!
    expect(askedOf(19)).toBeLessThan(askedOf(20))
    expect(askedOf(400)).toBeCloseTo(askedOf(20), 9)
  })

  it('asks for less of a long question where something is relevant, and of any where words alone found it', () => {
    const floorOf = (relevance: number, words: number, scores = { vector: 0.5 }) => {
      const found = [sampleCandidate('a#0', 'a text', { scores, signals: { relevance, coverage: 0.01, final: 0.5 } })]
      return selectCandidates(found, settings, { words }).dropped[0]!.because!.limit!
    }
    expect(floorOf(0.33, 8) / floorOf(0.66, 8)).toBeCloseTo(2)
    expect(floorOf(0.33, 7)).toBe(floorOf(0.66, 7))
    expect(floorOf(0.33, 8, {} as { vector: number })).toBe(floorOf(0.66, 8, {} as { vector: number }))
  })

  it('asks for more of the words in a larger library, as far as libraries were tried', () => {
    const found = [sampleCandidate('m#0', 'a text', { signals: { relevance: 0.8, coverage: 0, final: 0.8 } })]
    const floorOf = (chunks: number, coverageFloor = 0.3) =>
      selectCandidates(found, { ...settings, coverageFloor }, { chunks }).dropped[0]?.because?.limit
    expect(floorOf(384)).toBeCloseTo(0.3, 9)
    expect(floorOf(2 * 384)).toBeCloseTo(0.3 * 2 ** (1 / 8), 9)
    expect(floorOf(1_000_000)).toBe(floorOf(4_096))
    expect(floorOf(128)).toBeCloseTo(0.3 / 3 ** (1 / 8), 9)
    expect(floorOf(1)).toBe(floorOf(16))
    expect(floorOf(4_096, 0.9)).toBe(1)
  })

  it('would rather hear another module than the same one again', () => {
    const { kept } = selectCandidates(
      [
        candidate('a#0', 'rotate the signing key every ninety days', 0.9),
        candidate('a#1', 'both keys work for a day', 0.85),
        candidate('b#0', 'webhooks are signed with the current key', 0.8),
      ],
      settings,
    )
    expect(kept.map(({ chunkId }) => chunkId)).toEqual(['a#0', 'b#0'])
  })

  it('loses nothing and does not depend on the order it is given', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 6 }).map((words) => words.join(' '))
    const list = fc.array(fc.tuple(text, fc.integer({ min: 0, max: 4 })), { maxLength: 10 })
    fc.assert(
      fc.property(list, (fields) => {
        const candidates = fields.map(([words, score], at) => candidate(`m${at}#0`, words, score / 4))
        const { kept, spare, outranked, dropped } = selectCandidates(candidates, settings)
        expect([...kept, ...spare, ...outranked, ...dropped].map(({ chunkId }) => chunkId).sort()).toEqual(
          candidates.map(({ chunkId }) => chunkId).sort(),
        )
        const reversed = selectCandidates([...candidates].reverse(), settings)
        expect(reversed).toMatchObject({ kept, spare, outranked, dropped })
      }),
    )
  })
})

describe('shingles', () => {
  const overlap = (a: string, b: string) => {
    const index = new ShingleIndex(100)
    index.add(shinglesOf('something else altogether'))
    index.add(shinglesOf(a))
    const own = shinglesOf(b)
    return jaccard(index.commonWith(own)[1]!, shinglesOf(a).length, own.length)
  }

  it('measures overlap of word 3-grams', () => {
    // {one two three, two three four} and {two three four, three four five}: 1 of 3
    expect(overlap('one two three four', 'Two, three — four five')).toBeCloseTo(1 / 3, 12)
    expect(overlap('short text', 'short text')).toBe(1)
    expect(overlap('', '!?')).toBe(0)
  })

  it('counts what sets have in common as comparing each two of them does', () => {
    const set = fc.uniqueArray(fc.integer({ min: -12, max: 12 })).map((values) => Int32Array.from(values))
    fc.assert(
      fc.property(fc.array(set, { maxLength: 8 }), set, (sets, own) => {
        const index = new ShingleIndex(sets.reduce((sum, { length }) => sum + length, 0))
        for (const each of sets) index.add(each)
        expect([...index.commonWith(own)]).toEqual(
          sets.map((each) => each.filter((value) => own.includes(value)).length),
        )
      }),
    )
  })
})
