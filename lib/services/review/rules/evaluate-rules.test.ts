import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { OWNING_ROLES } from '@/lib/schemas/changes/review-rule'
import { ROLES, type Role } from '@/lib/schemas/workspaces/role'
import { evaluateRules, isMet, ownersOf, type Person, type Rule, type Touched } from './evaluate-rules'

const ann: Person = { userId: 'ann', name: 'Ann', role: 'reviewer' }
const bo: Person = { userId: 'bo', name: 'Bo', role: 'editor' }
const cy: Person = { userId: 'cy', name: 'Cy', role: 'admin' }
const vi: Person = { userId: 'vi', name: 'Vi', role: 'viewer' }
const people = [ann, bo, cy, vi]

const rule = (changes: Partial<Rule> = {}): Rule => ({
  ...{ id: 'r', kind: 'path', pattern: '**', memberIds: [], role: 'reviewer', approvals: 1, ...changes },
})
const state = { path: 'docs/legal/terms.md', tags: ['Legal'], category: 'contracts', priority: 'high' }
const plain = { path: 'notes.md', tags: [], category: null, priority: 'low' }
const terms: Touched = { name: 'Terms', what: 'module', states: [state] }
const evaluate = (rules: Rule[], touched: Touched[], approvers: string[] = [], writers: string[] = []) =>
  evaluateRules(rules, { touched, people, writerIds: new Set(writers), approverIds: new Set(approvers) })

describe('evaluateRules', () => {
  it.each([
    ['path', 'docs/**', true],
    ['path', '*.md', true],
    ['path', 'doc/**', false],
    ['tag', 'legal', true],
    ['tag', 'legalese', false],
    ['category', 'Contracts', true],
    ['category', 'contract', false],
    ['priority', 'high', true],
    ['priority', 'low', false],
    ['policy', '', false],
    ['querySet', '', false],
  ] as const)('holds a rule for %s “%s” against a module: %s', (kind, pattern, isMeant) => {
    const needs = evaluate([rule({ kind, pattern })], [terms])
    expect(needs.map(({ bringsIn }) => bringsIn)).toEqual(isMeant ? [['Terms']] : [])
  })

  it('asks for all that a glob may mean which cannot be read', () => {
    const names = Array.from({ length: 65 }, (_, i) => `n${i}`).join(',')
    for (const pattern of [`docs/{${names}}/**`, `**,!{${names}}.md`]) {
      expect(evaluate([rule({ pattern })], [terms])).toHaveLength(1)
    }
    expect(evaluate([rule({ kind: 'tag', pattern: `{${names}}` })], [terms])).toEqual([])
  })

  it('knows a policy and a query set by nothing but that', () => {
    const policy: Touched = { name: 'Default', what: 'policy', states: [] }
    const set: Touched = { name: 'Sizes', what: 'querySet', states: [] }
    const rules = (['policy', 'querySet', 'path'] as const).map((kind) =>
      rule({ id: kind, kind, pattern: kind === 'path' ? '**' : '' }),
    )
    expect(evaluate(rules, [policy]).map(({ ruleId }) => ruleId)).toEqual(['policy'])
    expect(evaluate(rules, [set]).map(({ ruleId }) => ruleId)).toEqual(['querySet'])
    expect(evaluate(rules, [terms]).map(({ ruleId }) => ruleId)).toEqual(['path'])
  })

  it('looks at what a module was and at what it is to be', () => {
    const tagged = rule({ kind: 'tag', pattern: 'legal' })
    for (const states of [
      [state, plain],
      [plain, state],
    ])
      expect(evaluate([tagged], [{ ...terms, states }])).toHaveLength(1)
    expect(evaluate([tagged], [{ ...terms, states: [plain, plain] }])).toEqual([])
  })

  it('counts approvals of owners who wrote nothing of it', () => {
    const [need] = evaluate([rule({ role: 'editor', approvals: 2 })], [terms], ['ann', 'bo', 'cy'], ['bo'])
    expect(need).toMatchObject({
      approvedBy: ['Cy'],
      mayApprove: [],
      problem: expect.stringContaining('only 1 of its owners'),
    })
    expect(isMet(need!)).toBe(false)
    const [other] = evaluate([rule({ memberIds: ['ann'], role: 'admin', approvals: 2 })], [terms], ['ann', 'cy'])
    expect(other).toMatchObject({ approvedBy: ['Ann', 'Cy'], problem: null })
    expect(isMet(other!)).toBe(true)
  })

  it('says when nobody can fulfil it', () => {
    const [gone] = evaluate([rule({ memberIds: ['left', 'vi'], role: null })], [terms])
    expect(gone).toMatchObject({ mayApprove: [], problem: 'it wants an approval, and nobody may give one.' })
    const [wrote] = evaluate([rule({ memberIds: ['ann'], role: null })], [terms], [], ['ann'])
    expect(wrote!.problem).toBe('it wants an approval, and all its owners wrote some of this.')
  })

  it('never counts a writer, a viewer or a stranger, and never more owners than there are', () => {
    const id = fc.constantFrom<string>('a', 'b', 'c', 'd', 'e')
    const person = fc.record({ userId: id, role: fc.constantFrom(...ROLES) })
    const someone = fc.uniqueArray(person, { selector: ({ userId }) => userId })
    const someRule = fc.record({
      memberIds: fc.uniqueArray(id),
      role: fc.option(fc.constantFrom(...OWNING_ROLES)),
      approvals: fc.integer({ min: 1, max: 4 }),
    })
    const seen = { met: 0, unmet: 0, impossible: 0 }
    fc.assert(
      fc.property(someone, someRule, fc.uniqueArray(id), fc.uniqueArray(id), (members, given, approvers, writers) => {
        const all = members.map((member) => ({ ...member, name: member.userId }))
        const evidence = { touched: [terms], people: all, writerIds: new Set(writers), approverIds: new Set(approvers) }
        const [need] = evaluateRules([rule(given)], evidence)
        const rank = (role: Role) => (OWNING_ROLES as readonly Role[]).indexOf(role)
        const isOwner = ({ userId, role }: { userId: string; role: Role }) =>
          role !== 'viewer' &&
          (given.memberIds.includes(userId) || (given.role !== null && rank(role) <= rank(given.role)))
        const able = all.filter((each) => isOwner(each) && !writers.includes(each.userId))
        const stand = able.filter(({ userId }) => approvers.includes(userId))
        expect(need!.approvedBy).toEqual(stand.map(({ name }) => name))
        expect(isMet(need!)).toBe(stand.length >= given.approvals)
        expect(need!.problem === null).toBe(able.length >= given.approvals)
        expect(ownersOf(given, all)).toHaveLength(all.filter(isOwner).length)
        seen[isMet(need!) ? 'met' : need!.problem ? 'impossible' : 'unmet']++
      }),
      { numRuns: 500 },
    )
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(5)
  })
})
