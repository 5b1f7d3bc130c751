import { describe, expect, it } from 'vitest'
import { makePrepared } from '../assemble/prepared.fixture'
import type { ProfileFact } from '../vocabulary/types'
import { selectDynamicFacts, selectStaticFacts } from './select-facts'

const fact = (key: string, change: Partial<ProfileFact> = {}): ProfileFact => ({
  id: key,
  key,
  value: `value of ${key}`,
  source: 'explicit',
  confidence: 1,
  isStatic: true,
  ...change,
})
const input = (facts: ProfileFact[], available = 100) => ({
  profile: { id: 'p', name: 'p', facts },
  day: '2026-02-01',
  costOf: () => 10,
  available,
})
const analysisOf = (query: string) => makePrepared([], { query }).analysis
const keys = ({ facts }: { facts: ProfileFact[] }) => facts.map(({ key }) => key)

describe('selectStaticFacts', () => {
  it('takes static facts, the surest first, as many as fit', () => {
    const facts = [fact('guess', { source: 'inferred', confidence: 0.5 }), fact('role'), fact('team')]
    expect(keys(selectStaticFacts(input(facts)))).toEqual(['role', 'team', 'guess'])
    const capped = selectStaticFacts(input(facts, 20))
    expect(keys(capped)).toEqual(['role', 'team'])
    expect(capped.notes).toEqual(['no room for 1 profile facts'])
  })

  it('leaves out what has expired or is too uncertain, and says so', () => {
    const facts = [
      fact('today', { expiresOn: '2026-02-01' }),
      fact('yesterday', { expiresOn: '2026-01-31' }),
      fact('rumor', { confidence: 0.29 }),
      fact('topical', { isStatic: false }),
    ]
    const selected = selectStaticFacts(input(facts))
    expect(keys(selected)).toEqual(['today'])
    expect(selected.notes).toEqual(['1 profile facts have expired', '1 profile facts are too uncertain'])
  })

  it('does without a profile', () => {
    expect(selectStaticFacts({ ...input([]), profile: undefined })).toEqual({ facts: [], fates: [], notes: [] })
  })
})

describe('selectDynamicFacts', () => {
  const facts = [
    fact('editor', { value: 'vim', isStatic: false }),
    fact('signing key', { value: 'ed25519', isStatic: false }),
    fact('key owner', { value: 'platform', isStatic: false }),
    fact('signing policy', { isStatic: true }),
  ]

  it('takes those that share words with the query, most in common first', () => {
    const selected = selectDynamicFacts({ ...input(facts), analysis: analysisOf('rotate the signing key') })
    expect(keys(selected)).toEqual(['signing key', 'key owner'])
  })

  it('takes none for a query about something else', () => {
    expect(keys(selectDynamicFacts({ ...input(facts), analysis: analysisOf('write a poem') }))).toEqual([])
  })
})
