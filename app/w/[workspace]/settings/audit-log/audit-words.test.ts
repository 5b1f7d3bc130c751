import { describe, expect, it } from 'vitest'
import type { ThingDto, ThingKind } from '@/lib/schemas/thing'
import { pathOf, type Told, tellChanges, tellFacts, tellTarget, toText, toWords } from './audit-words'

const thing = (kind: ThingKind, id: string, name: string | null, isGone = false): ThingDto => ({
  kind,
  id,
  name,
  isGone,
})
const linksOf = (told: Told[]) => told.flatMap((each) => (typeof each === 'string' ? [] : [each]))

describe('an entry of the audit log in words', () => {
  it.each([
    ['apiKey.created', 'API key created'],
    ['modules.import-undone', 'Import of modules undone'],
    ['member.roleChanged', 'Member role changed'],
    ['module.commented', 'Comment written on module'],
    ['changeRequest.threadResolved', 'Thread resolved on change request'],
  ])('names %s', (action, words) => expect(toWords(action)).toBe(words))

  it.each([
    ['role', { before: 'editor', after: 'viewer' }, 'role: editor → viewer'],
    ['settings.budget.packing', { before: 'most', after: 'strongest' }, 'budget packing: most → strongest'],
    ['version', { after: 1 }, 'version: 1'],
    ['name', { before: 'Main' }, 'name: was Main'],
    ['models', { before: [], after: ['a', 'b'] }, 'models: none → a, b'],
    ['isArchived', { before: false, after: true }, 'is archived: no → yes'],
    ['maxTokens', { before: null, after: 50_000 }, 'most tokens: none → 50,000'],
  ])('tells the change of %s', (field, change, words) => {
    const [told] = tellChanges({ action: 'test.changed', changes: { [field]: change }, things: [] })
    expect(toText(told!)).toBe(words)
  })

  it('tells the numbers of an import before its modules, which are named', () => {
    const things = [thing('module', 'a', 'Roles'), thing('module', 'b', null, true)]
    const facts = tellFacts({ detail: { ids: ['a', 'b'], count: 2 }, things })
    expect(facts.map(toText)).toEqual(['count: 2', 'modules: Roles, b'])
    expect(linksOf(facts.flat())).toEqual([
      { name: 'Roles', path: '/modules/a' },
      { name: 'b', path: null },
    ])
  })

  it('names each kind of what a change request edits, whatever their ids', () => {
    const things = (['module', 'policy', 'querySet'] as const).map((kind) => thing(kind, 'default', `The ${kind}`))
    const facts = tellFacts({ detail: { modules: ['default'], policies: ['default'], querySets: ['default'] }, things })
    expect(facts.map(toText)).toEqual(['modules: The module', 'policies: The policy', 'query sets: The querySet'])
    expect(linksOf(facts.flat()).map(({ path }) => path)).toEqual([
      '/modules/default',
      '/settings/policy?policy=default',
      '/checks?set=default',
    ])
  })

  it('tells which version of a module a release holds', () => {
    const changes = { a: { after: null }, b: { before: 1, after: 2 } }
    const told = tellChanges({ action: 'release.changed', changes, things: [thing('module', 'a', 'Roles')] })
    expect(told.map(toText)).toEqual(['Roles: as its base → not in it', 'b: version 1 → version 2'])
  })
})

describe('what an entry happened to', () => {
  const entry = { changes: {}, detail: {}, things: [] as ThingDto[] }
  it.each<[string, string | null, Partial<typeof entry>, Told | null]>([
    [
      'module.published',
      'a b',
      { things: [thing('module', 'a b', 'Roles')] },
      { name: 'Roles', path: '/modules/a%20b' },
    ],
    ['module.deleted', 'a', { things: [thing('module', 'a', null, true)] }, { name: 'a', path: null }],
    [
      'changeRequest.commented',
      '#12',
      { detail: { threadId: 't_1' }, things: [thing('changeRequest', '#12', 'Shorter')] },
      { name: 'Shorter', path: '/changes/12?tab=discussion&thread=t_1' },
    ],
    ['policy.deleted', 'pol_1', { changes: { name: { before: 'Short' } } }, { name: 'Short', path: null }],
    ['profile.deleted', 'prf_1', {}, null],
    ['modules.imported', 'imp_1', {}, null],
    ['usageLimit.changed', 'key', { detail: { kind: 'key' } }, 'each API key'],
    ['review.changed', null, {}, null],
  ])('of %s is told by its name', (action, target, given, told) => {
    expect(tellTarget({ ...entry, ...given, action, target })).toEqual(told)
  })

  it('has no link once it is gone', () => {
    expect(pathOf(thing('querySet', 'qs_1', 'Sizes', true))).toBeNull()
  })
})
