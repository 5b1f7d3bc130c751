import { describe, expect, it } from 'vitest'
import { pathOf, tellChange, tellFacts, toWords } from './audit-words'

describe('an entry of the audit log in words', () => {
  it.each([
    ['apiKey.created', 'API key created'],
    ['modules.import-undone', 'Modules import undone'],
    ['member.roleChanged', 'Member role changed'],
  ])('names %s', (action, words) => expect(toWords(action)).toBe(words))

  it.each([
    ['role', { before: 'editor', after: 'viewer' }, 'role: editor → viewer'],
    ['settings.budget.packing', { before: 'most', after: 'strongest' }, 'budget packing: most → strongest'],
    ['version', { after: 1 }, 'version: 1'],
    ['name', { before: 'Main' }, 'name: was Main'],
    ['models', { before: [], after: ['a', 'b'] }, 'models: none → a, b'],
    ['isArchived', { before: false, after: true }, 'is archived: no → yes'],
    ['maxTokens', { before: null, after: 5 }, 'max tokens: none → 5'],
  ])('tells the change of %s', (field, change, words) => expect(tellChange(field, change)).toBe(words))

  it('tells the numbers of an import before its modules', () => {
    expect(tellFacts({ ids: ['a', 'b'], count: 2 })).toEqual(['count: 2', 'ids: a, b'])
  })

  it.each([
    ['module.published', 'a b', '/modules/a%20b'],
    ['module.deleted', 'a', null],
    ['changeRequest.merged', '#12', '/changes/12'],
    ['review.changed', null, null],
  ])('leads from %s to where it is shown', (action, target, path) => expect(pathOf({ action, target })).toBe(path))
})
