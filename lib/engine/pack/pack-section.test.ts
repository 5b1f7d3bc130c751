import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeCandidate } from '../assemble/prepared.fixture'
import type { Packing } from '../vocabulary/policy'
import { isConsistent, type ReasonCode } from '../vocabulary/reasons'
import type { Candidate } from '../vocabulary/types'
import { measureCoverage, worthOf } from './coverage'
import { packSection } from './pack-section'
import type { CostOf } from './set-costs'
import { makeInstance, tokensOf, wordCosts } from './testing/packing-instance.fixture'
import { findBound, findOptimum } from './testing/packing-oracle.fixture'

/** A token per character and ten for the markup. */
const costOf: CostOf = (item) => item.parts.reduce((total, part) => total + part.text.length, 10)

function pack(candidates: Candidate[], room: number, sentElsewhere: string[] = []) {
  return packSection({ section: 'knowledge', candidates, room, costOf, sentElsewhere: new Set(sentElsewhere) })
}

/** Other words for each module. */
const text = (length: number, moduleId: string) =>
  Array.from({ length }, (_, index) => `${moduleId}${index} `)
    .join('')
    .slice(0, length)
const chunk = (moduleId: string, start: number, end: number, final: number, change: Partial<Candidate> = {}) =>
  makeCandidate(moduleId, text(200, moduleId).slice(start, end), {
    chunkId: `${moduleId}:${start}`,
    startOffset: start,
    signals: { final },
    ...(change as object),
  })
const whole = (moduleId: string, length: number, final: number, dependencies: string[] = []) =>
  makeCandidate(moduleId, text(length, moduleId), { signals: { final }, module: { dependencies } })

describe('packSection', () => {
  it('takes the most relevant that fit and fills the rest with what still does', () => {
    const [best, large, small] = [whole('best', 50, 0.9), whole('large', 100, 0.8), whole('small', 20, 0.4)]
    const { included, dropped } = pack([best, large, small], 100)
    expect(included).toEqual([best, small])
    expect(dropped.get(large)).toEqual({
      reason: 'over_section_budget',
      because: { compared: 110, limit: 10, unit: 'tokens', section: 'knowledge' },
    })
  })

  it('fills with what is spare only the room that the others leave, in its order', () => {
    const [first, other] = [whole('first', 50, 0.4), whole('other', 60, 0.3)]
    const [next, last] = ['next', 'last'].map((id): Candidate => ({ ...whole(id, 20, 0.9), isSpare: true }))
    const candidates = [next!, last!, first, other]
    expect(pack(candidates, 130).included).toEqual([first, other])
    const { included, dropped } = pack(candidates, 170)
    expect(included).toEqual([first, other, next])
    expect(dropped.get(last!)).toEqual({
      reason: 'over_section_budget',
      because: { compared: 30, limit: 10, unit: 'tokens', section: 'knowledge' },
    })
    expect(pack(candidates, 200).included).toEqual([first, other, next, last])
  })

  it('chooses among the others as though nothing were spare', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 2, max: 6 }), (seed, each) => {
        const { candidates, room } = makeInstance(seed, 14, { isPlain: true })
        const chunks = candidates.filter(({ resolution }) => resolution === 'section')
        const marked = chunks.map((one, at): Candidate => (at % each === 0 ? { ...one, isSpare: true } : one))
        const first = marked.filter(({ isSpare }) => !isSpare)
        const input = { ...ANYWHERE, costOf: wordCosts, room, packing: 'strongest' as Packing }
        const alone = packSection({ ...input, candidates: first }).included
        const { included } = packSection({ ...input, candidates: marked })
        expect(included.filter(({ isSpare }) => !isSpare)).toEqual(alone)
        expect(tokensOf(included)).toBeLessThanOrEqual(room)
      }),
    )
  })

  it('prefers several good ones to one that takes all the room', () => {
    const huge = whole('huge', 90, 0.6)
    const small = ['a', 'b', 'c'].map((id) => whole(id, 20, 0.5))
    expect(pack([huge, ...small], 100).included).toEqual(small)
  })

  it('takes the strongest though several weaker ones would fit, where the policy says so', () => {
    const strong = whole('strong', 90, 0.9)
    const weak = ['a', 'b', 'c'].map((id) => whole(id, 20, 0.6))
    const candidates = [strong, ...weak]
    expect(pack(candidates, 100).included).toEqual(weak)
    expect(packSection({ ...ANYWHERE, costOf, candidates, room: 100, packing: 'strongest' }).included).toEqual([strong])
  })

  it('of two that are as strong prefers the one that says more for its tokens’ worth, and fills what is left', () => {
    const [long, short] = [chunk('m', 0, 80, 0.8), chunk('n', 0, 20, 0.8)]
    const packing = 'strongest'
    expect(packSection({ ...ANYWHERE, costOf, candidates: [long, short], room: 120, packing }).included).toHaveLength(2)
    expect(packSection({ ...ANYWHERE, costOf, candidates: [long, short], room: 95, packing }).included).toEqual([long])
  })

  it('sends what was found before the text around it, and that into what is left', () => {
    const parts = [chunk('m', 0, 20, 0.9), chunk('n', 0, 50, 0.7)]
    const candidates = [whole('m', 160, 0.9), ...parts]
    const packed = (room: number) => packSection({ ...ANYWHERE, costOf, candidates, room, packing: 'strongest' })
    expect(packed(180).included).toEqual(parts)
    expect(packed(240).included).toEqual([candidates[0], parts[1]])
  })

  it('pays for an overlap once', () => {
    const chunks = [chunk('m', 0, 50, 0.9), chunk('m', 40, 90, 0.8)]
    expect(pack(chunks, 100).included).toEqual(chunks)
    expect(pack(chunks, 99).included).toHaveLength(1)
  })

  it('lets a whole module stand for its chunks', () => {
    const chunks = [chunk('m', 0, 50, 0.9), chunk('m', 50, 90, 0.8)]
    const module = whole('m', 120, 0.9)
    const { included, dropped } = pack([...chunks, module], 200)
    expect(included).toEqual([module])
    expect(chunks.map((each) => dropped.get(each)?.reason)).toEqual(['in_whole_module', 'in_whole_module'])
  })

  it('does not let the rest of a module push out a chunk of another', () => {
    const parts = [chunk('m', 0, 50, 0.9), chunk('n', 0, 50, 0.5)]
    const module = whole('m', 110, 0.9)
    expect(pack([module, ...parts], 130).included).toEqual(parts)
    expect(pack([module, ...parts], 190).included).toEqual([module, parts[1]])
  })

  it('falls back to the chunks of a module that does not fit whole', () => {
    const part = chunk('m', 0, 50, 0.8)
    const module = whole('m', 120, 0.9)
    const { included, dropped } = pack([module, part], 100)
    expect(included).toEqual([part])
    expect(dropped.get(module)?.reason).toBe('over_section_budget')
  })

  it('sends a summary only in place of what it summarizes', () => {
    const part = chunk('m', 0, 90, 0.9)
    const summary: Candidate = { ...whole('m', 20, 0.4), resolution: 'summary', summaryId: 's', endOffset: 200 }
    const beside: Candidate = { ...summary, summaryId: 't', startOffset: 100 }
    expect(pack([part, summary], 100).included).toEqual([part])
    expect(pack([part, summary], 150).dropped.get(summary)?.reason).toBe('summary_unneeded')
    expect(pack([part, summary], 50).included).toEqual([summary])
    expect(pack([part, beside], 150).included).toEqual([part, beside])
  })

  it('sends nothing that another section sends whole', () => {
    const part = chunk('m', 0, 50, 0.8)
    expect(pack([part], 100, ['m@1']).dropped.get(part)?.reason).toBe('in_instructions')
  })

  it('brings dependencies along, before better ones that do not belong to it', () => {
    const needs = whole('needs', 40, 0.9, ['basis'])
    const other = whole('other', 30, 0.8)
    const basis = whole('basis', 30, 0.1)
    expect(pack([needs, other, basis], 95).included).toEqual([needs, basis])
  })

  it('drops a whole module whose dependency does not fit, but takes a chunk without', () => {
    const basis = whole('basis', 100, 0.1)
    const needs = whole('needs', 40, 0.9, ['basis'])
    expect(pack([needs, basis], 60).dropped.get(needs)).toEqual({
      reason: 'dependency_over_budget',
      because: { compared: 160, limit: 60, unit: 'tokens', section: 'knowledge', of: 'basis' },
    })
    const part = makeCandidate('needs', text(40, 'needs'), {
      chunkId: 'n',
      signals: { final: 0.9 },
      module: { dependencies: ['basis'] },
    })
    const packed = pack([part, basis], 60)
    expect(packed.included).toEqual([part])
  })

  it('sends a dependency that nothing was found for only with what needs it', () => {
    const needs = whole('needs', 40, 0.9, ['basis'])
    const basis: Candidate = { ...whole('basis', 30, 0), neededBy: ['needs'] }
    expect(pack([needs, basis], 95).included).toEqual([needs, basis])
    const { included, dropped } = pack([whole('needs', 200, 0.9, ['basis']), basis], 95)
    expect(included).toEqual([])
    expect(dropped.get(basis)).toEqual({ reason: 'not_needed', because: { of: 'needs' } })
  })

  it('survives a dependency cycle', () => {
    const cycle = [whole('a', 10, 0.5, ['b']), whole('b', 10, 0.4, ['a'])]
    expect(pack(cycle, 100).included).toEqual(cycle)
  })

  it('takes required ones whatever the room', () => {
    const required = { ...whole('r', 500, 0), isRequired: true }
    expect(pack([required, whole('x', 10, 0.5)], 0).included).toEqual([required])
  })

  it('sends a summary where there is no room for more, and nothing beside what it summarizes', () => {
    const part = chunk('m', 0, 100, 0.9)
    const short = { ...whole('m', 12, 0.5), resolution: 'summary' as const, summaryId: 's', endOffset: 150 }
    expect(pack([part, short], 60).included).toEqual([short])
    const roomy = pack([part, short], 200)
    expect(roomy.included).toEqual([part])
    expect(roomy.dropped.get(short)).toEqual({ reason: 'summary_unneeded', inFavourOf: [part] })
  })

  it('leaves out what another module says, and says where it stands', () => {
    const said = whole('a', 90, 0.9)
    const again = { ...said, module: { ...said.module, moduleId: 'b' }, signals: { final: 0.8 } }
    const { included, dropped } = pack([said, again], 500)
    expect(included).toEqual([said])
    expect(dropped.get(again)).toEqual({
      reason: 'adds_nothing',
      because: { compared: 0, limit: 0, unit: 'value', of: 'a' },
      inFavourOf: [said],
    })
  })

  it('never overruns the room, and leaves nothing out that would still fit and add something', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 24 }), (seed, size) => {
        const { candidates, room } = makeInstance(seed, size)
        const { included, dropped } = packSection({ ...ANYWHERE, candidates, room })
        expect(tokensOf(included)).toBeLessThanOrEqual(room)
        expect(included.length + dropped.size).toBe(candidates.length)
        for (const [candidate, { reason, because }] of dropped) {
          expect(isConsistent(reason, because)).toBe(true)
          if (NOT_ALONE.has(reason)) continue
          const isSection = candidate.resolution === 'section'
          const isAlternative = included.some(
            (each) =>
              each.module.moduleId === candidate.module.moduleId && (!isSection || each.resolution === 'summary'),
          )
          const fits = tokensOf([...included, candidate]) <= room
          if (!isAlternative && fits) expect(reason).toBe('adds_nothing')
        }
      }),
      { numRuns: 150 },
    )
  })

  it('is worth 99 % of the best of all sets on average', () => {
    const ratios = Array.from({ length: 60 }, (_, seed) => {
      const { candidates, room } = makeInstance(seed, 1 + (seed % 9))
      const value = worthOfIncluded(candidates, packSection({ ...ANYWHERE, candidates, room }).included)
      const best = bestOfAllSets(candidates, room)
      expect(findOptimum({ candidates, room })).toBeCloseTo(best, 9)
      return best > 0 ? value / best : 1
    })
    expect(Math.min(...ratios)).toBeGreaterThan(0.9)
    expect(ratios.reduce((total, ratio) => total + ratio, 0) / ratios.length).toBeGreaterThan(0.99)
  })

  it('is worth 99 % of the best of all sets on average where the strongest count', () => {
    const ratios = Array.from({ length: 60 }, (_, seed) => {
      const { candidates, room } = makeInstance(seed, 1 + (seed % 9))
      const { included } = packSection({ ...ANYWHERE, candidates, room, packing: 'strongest' })
      const best = bestOfAllSets(candidates, room, 'strongest')
      return best > 0 ? worthOfIncluded(candidates, included, 'strongest') / best : 1
    })
    expect(Math.min(...ratios)).toBeGreaterThan(0.9)
    expect(ratios.reduce((total, ratio) => total + ratio, 0) / ratios.length).toBeGreaterThan(0.99)
  })

  it('is worth 99 % of the optimum of 18 candidates on average, and never less than 94 %', () => {
    const ratios = Array.from({ length: 40 }, (_, seed) => {
      const instance = makeInstance(seed, 18)
      const value = worthOfIncluded(instance.candidates, packSection({ ...ANYWHERE, ...instance }).included)
      return value / findOptimum(instance, value)
    })
    expect(Math.min(...ratios)).toBeGreaterThan(0.94)
    expect(ratios.reduce((total, ratio) => total + ratio, 0) / ratios.length).toBeGreaterThan(0.99)
  })

  it('is worth 99 % of what the relaxation allows where modules do not say the same', () => {
    for (const seed of [1, 2, 3]) {
      const instance = makeInstance(seed, 120, { isPlain: true })
      const value = worthOfIncluded(instance.candidates, packSection({ ...ANYWHERE, ...instance }).included)
      expect(value).toBeGreaterThan(0.99 * findBound(instance, value))
    }
  })
})

const NOT_ALONE = new Set<ReasonCode>(['in_whole_module', 'summary_unneeded', 'dependency_over_budget'])
const ANYWHERE = { section: 'knowledge', costOf: wordCosts, sentElsewhere: new Set<string>() } as const

function worthOfIncluded(candidates: Candidate[], chosen: Candidate[], packing: Packing = 'most'): number {
  const value = worthOf(
    candidates,
    measureCoverage(candidates, packing),
    chosen.map((each) => candidates.indexOf(each)),
  )
  if (value === undefined) throw new Error('a whole module without its dependency')
  return value
}

/** Tries every set in which no text stands twice in different resolutions. */
function bestOfAllSets(candidates: Candidate[], room: number, packing: Packing = 'most'): number {
  const coverage = measureCoverage(candidates, packing)
  let best = 0
  for (let mask = 0; mask < 2 ** candidates.length; mask++) {
    const chosen = [...candidates.keys()].filter((index) => mask & (1 << index))
    const set = chosen.map((index) => candidates[index]!)
    const isAllowed = set.every((a, at) =>
      set.slice(at + 1).every((b) => {
        const isSameText =
          a.module.moduleId === b.module.moduleId && a.startOffset < b.endOffset && b.startOffset < a.endOffset
        return !isSameText || (a.resolution === 'section' && b.resolution === 'section')
      }),
    )
    if (isAllowed && tokensOf(set) <= room) best = Math.max(best, worthOf(candidates, coverage, chosen) ?? 0)
  }
  return best
}
