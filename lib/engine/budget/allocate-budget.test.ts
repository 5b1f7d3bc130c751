import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BudgetExceededError } from '../vocabulary/errors'
import { mapSections } from '../vocabulary/map-sections'
import { DEFAULT_POLICY_SETTINGS } from '../vocabulary/policy'
import { SECTION_NAMES, type SectionName } from '../vocabulary/types'
import { allocateBudget, type Demand } from './allocate-budget'

const { sections } = DEFAULT_POLICY_SETTINGS.budget
const shares = mapSections((name) => sections[name].share)
const sum = (tokens: Record<SectionName, number>) => SECTION_NAMES.reduce((total, name) => total + tokens[name], 0)

function allocate(demands: Partial<Record<SectionName, Partial<Demand>>>, available = 890, contextWindow = 1_000) {
  const full = mapSections((name) => ({ mandatory: 0, wanted: demands[name]?.mandatory ?? 0, ...demands[name] }))
  return allocateBudget({ sections, shares, contextWindow, available, demands: full })
}

describe('allocateBudget', () => {
  it('grants the shares when every section wants just that', () => {
    const demands = mapSections((name) => ({ wanted: shares[name] * 1_000 }))
    expect(allocate(demands, 900)).toEqual({ instructions: 120, profile: 30, knowledge: 500, history: 150, query: 100 })
  })

  it('lets what is unused flow to the sections that want more, by their grow weights', () => {
    // 250 unused of instructions, profile and query: 3 : 1 between knowledge and history.
    const allocated = allocate({ knowledge: { wanted: 9_000 }, history: { wanted: 9_000 } }, 900)
    expect(allocated.knowledge).toBe(500 + 187)
    expect(allocated.history).toBe(150 + 62)
  })

  it('divides again what a satisfied section leaves', () => {
    const allocated = allocate({ knowledge: { wanted: 9_000 }, history: { wanted: 160 } }, 900)
    expect(allocated.history).toBe(160)
    expect(allocated.knowledge).toBeGreaterThanOrEqual(900 - 160 - 2)
  })

  it('leaves the unused where it is when nobody wants it', () => {
    expect(allocate({}, 900)).toEqual({ instructions: 120, profile: 30, knowledge: 500, history: 150, query: 100 })
  })

  it('raises a section to its mandatory part and shrinks the others in proportion', () => {
    const allocated = allocate({
      instructions: { mandatory: 400 },
      knowledge: { wanted: 600 },
      history: { wanted: 200 },
    })
    expect(allocated.instructions).toBe(400)
    expect(allocated.knowledge).toBeGreaterThan(300)
    expect(sum(allocated)).toBeLessThanOrEqual(890)
  })

  it.each<[SectionName, Partial<Record<SectionName, Partial<Demand>>>, number, number]>([
    ['instructions', { instructions: { mandatory: 900 }, query: { mandatory: 10 } }, 900, 890],
    ['query', { instructions: { mandatory: 100 }, query: { mandatory: 800 } }, 800, 790],
    ['knowledge', { query: { mandatory: 500 }, knowledge: { mandatory: 400 } }, 400, 390],
  ])('refuses mandatory %s that does not fit', (section, demands, required, available) => {
    expect(() => allocate(demands)).toThrow(expect.objectContaining({ section, required, available }))
  })

  it('never grants more than there is, nor less than is mandatory, nor leaves anyone lacking beside unused tokens', () => {
    const demand = fc.record({ mandatory: fc.nat(300), extra: fc.nat(2_000) })
    const allocation = fc.record({
      share: fc.double({ min: 0, max: 1, noNaN: true }),
      min: fc.nat(300),
      max: fc.option(fc.integer({ min: 0, max: 1_000 }), { nil: undefined }),
      grow: fc.nat(4),
      priority: fc.nat(5),
    })
    const perSection = <T>(arbitrary: fc.Arbitrary<T>) =>
      fc
        .tuple(arbitrary, arbitrary, arbitrary, arbitrary, arbitrary)
        .map((values) => mapSections((name) => values[SECTION_NAMES.indexOf(name)] as T))
    fc.assert(
      fc.property(perSection(demand), perSection(allocation), fc.nat(3_000), (wants, policy, available) => {
        const demands = mapSections((name) => ({
          mandatory: wants[name].mandatory,
          wanted: wants[name].mandatory + wants[name].extra,
        }))
        const input = {
          sections: policy,
          shares: mapSections((name) => policy[name].share),
          contextWindow: 3_500,
          available,
          demands,
        }
        const mandatory = sum(mapSections((name) => demands[name].mandatory))
        if (mandatory > available) {
          expect(() => allocateBudget(input)).toThrow(BudgetExceededError)
          return
        }
        const allocated = allocateBudget(input)
        expect(sum(allocated)).toBeLessThanOrEqual(available)
        const byPriority = SECTION_NAMES.toSorted((a, b) => policy[b].priority - policy[a].priority)
        let left = available - mandatory
        for (const name of byPriority) {
          const most = policy[name].max ?? Number.POSITIVE_INFINITY
          const least = Math.min(policy[name].min, most, demands[name].wanted) - demands[name].mandatory
          expect(allocated[name]).toBeGreaterThanOrEqual(demands[name].mandatory + Math.min(left, Math.max(0, least)))
          expect(allocated[name]).toBeLessThanOrEqual(Math.max(most, demands[name].mandatory))
          left -= Math.min(left, Math.max(0, least))
        }
        // A larger window takes nothing from any section, but for what rounding moves.
        const roomier = allocateBudget({ ...input, available: available + 100 })
        for (const name of SECTION_NAMES) expect(roomier[name]).toBeGreaterThanOrEqual(allocated[name] - 10)

        const canGrow = SECTION_NAMES.filter((name) => {
          const wanted = Math.min(demands[name].wanted, policy[name].max ?? Number.POSITIVE_INFINITY)
          return policy[name].grow > 0 && allocated[name] < wanted
        })
        const unused = SECTION_NAMES.reduce(
          (total, name) => total + Math.max(0, allocated[name] - demands[name].wanted),
          available - sum(allocated),
        )
        // Rounding leaves less than one token per unit of weight.
        const weights = canGrow.reduce((total, name) => total + policy[name].grow, 0)
        if (canGrow.length > 0) expect(unused).toBeLessThan(Math.max(1, weights) * SECTION_NAMES.length)
      }),
    )
  })
})
