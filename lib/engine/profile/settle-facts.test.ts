import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DEFAULT_FACT_KEYS, holdsMany } from './fact-keys'
import { type KnownFact, type SaidFact, settleFact, settleFacts } from './settle-facts'

const said = (key: string, value: string, change: Partial<SaidFact> = {}): SaidFact => ({
  key,
  value,
  source: 'explicit',
  saidAt: '2026-11-02T00:00:00Z',
  ...change,
})
const known = (key: string, value: string, change: Partial<KnownFact> = {}): KnownFact => ({
  ...said(key, value, { saidAt: '2026-11-01T00:00:00Z' }),
  id: `${key}=${value}`,
  status: 'active',
  ...change,
})
const options = { keys: DEFAULT_FACT_KEYS, accepts: 'explicit' as const }
const INFERRED = { source: 'inferred' as const }

describe('settleFact', () => {
  it('lets what is said later take the place of what was said before', () => {
    const paris = known('location', 'Paris')
    expect(settleFact(said('location', 'Rome'), [paris], options)).toEqual({ kind: 'holds', supersedes: [paris.id] })
  })

  it('keeps what holds when something older is heard of later', () => {
    const rome = known('location', 'Rome', { saidAt: '2026-11-03T00:00:00Z' })
    expect(settleFact(said('location', 'Paris'), [rome], options)).toEqual({ kind: 'outdated', supersededBy: rome.id })
  })

  it('lets what is inferred wait beside what was said, whatever the workspace accepts unasked', () => {
    const role = known('role', 'teacher')
    for (const accepts of ['none', 'explicit', 'all'] as const) {
      expect(settleFact(said('role', 'nurse', INFERRED), [role], { ...options, accepts })).toEqual({ kind: 'waits' })
    }
  })

  it('lets what is said take the place of what was inferred, however old', () => {
    const guess = known('role', 'nurse', { ...INFERRED, saidAt: '2026-12-01T00:00:00Z' })
    expect(settleFact(said('role', 'teacher'), [guess], options)).toEqual({ kind: 'holds', supersedes: [guess.id] })
  })

  it.each(['active', 'candidate', 'refused'] as const)('changes nothing when a %s fact is said again', (status) => {
    const fact = known('uses', 'pnpm', { ...INFERRED, status })
    const kind = status === 'refused' ? 'refused' : 'known'
    expect(settleFact(said('uses', 'PNPM.', INFERRED), [fact], options)).toEqual({ kind, factId: fact.id })
  })

  it('knows what cannot both be so of one thing', () => {
    const uses = known('uses', 'Lodash')
    expect(settleFact(said('avoids', 'lodash'), [uses], options)).toEqual({ kind: 'holds', supersedes: [uses.id] })
    const novice = known('learning', 'Rust')
    expect(settleFact(said('expertise', 'Rust'), [novice], options)).toMatchObject({ supersedes: [novice.id] })
  })

  it('keeps several values of some keys, and one for each topic', () => {
    expect(settleFact(said('expertise', 'Go'), [known('expertise', 'Java')], options)).toEqual({
      kind: 'holds',
      supersedes: [],
    })
    const vim = known('preference:editor', 'Vim')
    expect(settleFact(said('preference:editor', 'Emacs'), [vim], options)).toMatchObject({ supersedes: [vim.id] })
    expect(settleFact(said('preference:shell', 'fish'), [vim], options)).toMatchObject({ supersedes: [] })
  })

  it('does what a person decides', () => {
    const refused = known('role', 'nurse', { status: 'refused' })
    const waiting = known('uses', 'pnpm', { ...INFERRED, status: 'candidate' })
    const byHand = { ...options, accepts: 'none' as const, isByHand: true }
    expect(settleFact(said('role', 'nurse'), [refused], byHand)).toEqual({ kind: 'holds', supersedes: [] })
    expect(settleFact(said('uses', 'pnpm', INFERRED), [waiting], byHand)).toMatchObject({ supersedes: [waiting.id] })
  })
})

describe('settleFacts', () => {
  const anyFact = fc.record({
    key: fc.constantFrom('role', 'location', 'preference:editor', 'expertise', 'learning', 'uses', 'avoids'),
    value: fc.constantFrom('a', 'b', 'c'),
    source: fc.constantFrom('explicit' as const, 'inferred' as const),
    saidAt: fc.integer({ min: 1, max: 28 }).map((day) => `2026-11-${String(day).padStart(2, '0')}T00:00:00Z`),
  })
  const anyAccepts = fc.constantFrom('none' as const, 'explicit' as const, 'all' as const)

  function run(facts: SaidFact[], accepts: 'none' | 'explicit' | 'all') {
    let next = 0
    const settled = settleFacts(facts, [], { ...options, accepts, newId: () => `f${next++}` })
    const superseded = new Map(settled.superseded.map(({ id, by }) => [id, by]))
    return settled.added.map((fact) => {
      const by = superseded.get(fact.id)
      return by === undefined ? fact : { ...fact, status: 'superseded' as const, supersededById: by }
    })
  }

  it('leaves one value of a key, names what took its place, and drops nothing', () => {
    fc.assert(
      fc.property(fc.array(anyFact, { maxLength: 30 }), anyAccepts, (facts, accepts) => {
        const all = run(facts, accepts)
        const active = all.filter(({ status }) => status === 'active')
        const single = active.filter(({ key }) => !holdsMany(DEFAULT_FACT_KEYS, key)).map(({ key }) => key)
        expect(new Set(single).size).toBe(single.length)
        const ids = new Set(all.map(({ id }) => id))
        for (const { status, supersededById } of all) {
          expect(status === 'superseded').toBe(supersededById !== undefined)
          if (supersededById !== undefined) expect(ids.has(supersededById)).toBe(true)
        }
      }),
    )
  })

  it('never lets what is inferred take the place of what was said', () => {
    fc.assert(
      fc.property(fc.array(anyFact, { maxLength: 30 }), anyAccepts, (facts, accepts) => {
        const all = run(facts, accepts)
        const byId = new Map(all.map((fact) => [fact.id, fact]))
        for (const { source, supersededById = '' } of all) {
          const by = byId.get(supersededById)
          if (by && source === 'explicit') expect(by.source).toBe('explicit')
        }
      }),
    )
  })

  it('learns nothing from hearing all of it once more', () => {
    const unlike = fc.uniqueArray(anyFact, { maxLength: 5, selector: ({ key }) => key })
    fc.assert(
      fc.property(unlike, anyAccepts, (facts, accepts) => {
        const own = facts.filter(({ key }) => key !== 'learning' && key !== 'avoids')
        expect(run([...own, ...own], accepts)).toEqual(run(own, accepts))
      }),
    )
  })
})
