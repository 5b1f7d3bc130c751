import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeCandidate } from '../assemble/prepared.fixture'
import type { Candidate } from '../types'
import { mergeCandidates } from './merge-candidates'
import { packSection } from './pack-section'
import type { CostOf } from './selection'

/** A token per character and ten for the markup. */
const costOf: CostOf = (item) => item.parts.reduce((total, part) => total + part.text.length, 10)

function pack(candidates: Candidate[], room: number, sentElsewhere: string[] = []) {
  return packSection({ section: 'knowledge', candidates, room, costOf, sentElsewhere: new Set(sentElsewhere) })
}

const tokensOf = (candidates: Candidate[]) =>
  mergeCandidates(candidates).reduce((total, item) => total + costOf(item), 0)
const text = (length: number) => 'abcdefghij'.repeat(Math.ceil(length / 10)).slice(0, length)
const chunk = (moduleId: string, start: number, end: number, final: number, change: Partial<Candidate> = {}) =>
  makeCandidate(moduleId, text(200).slice(start, end), {
    chunkId: `${moduleId}:${start}`,
    startOffset: start,
    signals: { final },
    ...(change as object),
  })
const whole = (moduleId: string, length: number, final: number, dependencies: string[] = []) =>
  makeCandidate(moduleId, text(length), { signals: { final }, module: { dependencies } })

describe('packSection', () => {
  it('takes the most relevant that fit and fills the rest with what still does', () => {
    const [best, large, small] = [whole('best', 50, 0.9), whole('large', 100, 0.8), whole('small', 20, 0.4)]
    const { included, dropped } = pack([best, large, small], 100)
    expect(included).toEqual([best, small])
    expect(dropped.get(large)).toEqual({ reason: 'over_section_budget', detail: '110 tokens, knowledge had 10 left' })
  })

  it('prefers several good ones to one that takes all the room', () => {
    const huge = whole('huge', 90, 0.6)
    const small = ['a', 'b', 'c'].map((id) => whole(id, 20, 0.5))
    expect(pack([huge, ...small], 100).included).toEqual(small)
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
    expect(chunks.map((each) => dropped.get(each)?.reason)).toEqual(['superseded', 'superseded'])
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
    expect(pack([part, summary], 150).dropped.get(summary)?.reason).toBe('superseded')
    expect(pack([part, summary], 50).included).toEqual([summary])
    expect(pack([part, beside], 150).included).toEqual([part, beside])
  })

  it('sends nothing that another section sends whole', () => {
    const part = chunk('m', 0, 50, 0.8)
    expect(pack([part], 100, ['m@1']).dropped.get(part)?.reason).toBe('superseded')
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
    expect(pack([needs, basis], 60).dropped.get(needs)?.reason).toBe('dependency_missing')
    const part = makeCandidate('needs', text(40), {
      chunkId: 'n',
      signals: { final: 0.9 },
      module: { dependencies: ['basis'] },
    })
    const packed = pack([part, basis], 60)
    expect(packed.included).toEqual([part])
    expect(packed.notes).toEqual(['dependency_missing: needs is sent without basis'])
  })

  it('survives a dependency cycle', () => {
    const cycle = [whole('a', 10, 0.5, ['b']), whole('b', 10, 0.4, ['a'])]
    expect(pack(cycle, 100).included).toEqual(cycle)
  })

  it('takes required ones whatever the room', () => {
    const required = { ...whole('r', 500, 0), isRequired: true }
    expect(pack([required, whole('x', 10, 0.5)], 0).included).toEqual([required])
  })

  it('never overruns the room, and leaves nothing out that would still fit', () => {
    const piece = fc.record({
      module: fc.constantFrom('a', 'b', 'c'),
      start: fc.nat(120),
      length: fc.integer({ min: 1, max: 80 }),
      final: fc.double({ min: 0, max: 1, noNaN: true }),
    })
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 10 }), fc.nat(300), (pieces, room) => {
        const candidates = pieces.map(({ module, start, length, final }) => chunk(module, start, start + length, final))
        const { included, dropped } = pack(candidates, room)
        expect(tokensOf(included)).toBeLessThanOrEqual(room)
        expect(included.length + dropped.size).toBe(candidates.length)
        for (const candidate of dropped.keys()) expect(tokensOf([...included, candidate])).toBeGreaterThan(room)
      }),
    )
  })

  it('reaches at least half of the best possible value, and 95 % on average', () => {
    const item = fc.record({
      length: fc.integer({ min: 1, max: 200 }),
      final: fc.double({ min: 0, max: 1, noNaN: true }),
    })
    const ratios: number[] = []
    fc.assert(
      fc.property(fc.array(item, { minLength: 1, maxLength: 12 }), fc.integer({ min: 20, max: 700 }), (items, room) => {
        const candidates = items.map(({ length, final }, index) => whole(`m${index}`, length, final))
        const value = pack(candidates, room).included.reduce((total, each) => total + (each.signals.final ?? 0), 0)
        const best = bestValue(
          items.map(({ length, final }) => ({ tokens: length + 10, final })),
          room,
        )
        expect(value).toBeGreaterThanOrEqual(best / 2 - 1e-9)
        if (best > 0) ratios.push(value / best)
      }),
      { numRuns: 400 },
    )
    expect(ratios.reduce((total, ratio) => total + ratio, 0) / ratios.length).toBeGreaterThan(0.95)
  })
})

/** Tries every subset. */
function bestValue(items: { tokens: number; final: number }[], room: number): number {
  const [first, ...rest] = items
  if (!first) return 0
  const without = bestValue(rest, room)
  return first.tokens > room ? without : Math.max(without, first.final + bestValue(rest, room - first.tokens))
}
