import { expect, test } from 'vitest'
import { describeAnchor, describeEvent, describePlace, describeReaction, describeUnheard } from './discussion-words'

test('says who was not told', () => {
  expect(describeUnheard(['@eve'])).toBe('@eve names no member of this workspace: nobody was told.')
  expect(describeUnheard(['@a', '@b'])).toBe('@a and @b name no member of this workspace: nobody was told.')
  expect(describeUnheard(['@a', '@b', '@c', '@d', '@e'])).toBe(
    '@a, @b, @c and 2 others name no member of this workspace: nobody was told.',
  )
})

test('names the line where it stands now, and where it stood once it is gone', () => {
  const anchor = { side: 'new' as const, line: 3, text: 'x', before: [], after: [] }
  expect(describeAnchor({ ...anchor, currentLine: 5 })).toBe('line 5, proposed')
  expect(describeAnchor({ ...anchor, side: 'old', currentLine: null })).toBe('line 3 of an earlier text, before')
})

test('says who reacted, and how many more', () => {
  const by = Array.from({ length: 12 }, (_, i) => ({ userId: `${i}`, name: `N${i}` }))
  expect(describeReaction({ kind: 'looking', by: by.slice(0, 2) })).toBe('Looking into it: N0, N1')
  expect(describeReaction({ kind: 'agree', by })).toBe('Agree: N0, N1, N2, N3, N4, N5, N6, N7, N8 and 3 others')
  expect(describeReaction({ kind: 'agree', by: by.slice(0, 10) })).toMatch(/, N9$/)
})

test.each([
  ['created', { title: 'x' }, 'opened it'],
  ['edited', { modules: ['a'] }, 'edited a'],
  ['edited', { modules: ['a', 'b', 'c', 'd'] }, 'edited a, b, c and 1 other'],
  ['changed', { removed: 'a' }, 'took out the edit of a'],
  ['changed', { status: 'closed' }, 'closed it without merging'],
  ['changed', { status: 'open' }, 'marked it as ready'],
  ['changed', { isFilled: true }, 'said that it is whole as it is'],
  ['changed', {}, 'changed what it says of itself'],
  ['asked', { reviewers: ['Ann', 'Ben'] }, 'asked Ann, Ben for a review'],
  ['asked', { reviewers: ['Ann'], by: 'rules' }, 'asked Ann for a review, as review rules say'],
  ['reviewed', { verdict: 'approved' }, 'approved it'],
  ['reviewed', { verdict: 'none' }, 'took back what they had said'],
  ['dismissed', { reviewer: 'Ann', reason: 'She left.' }, 'dismissed the changes that Ann requested: She left.'],
  ['bypassed', { reason: 'Urgent.' }, 'let it be merged all the same: Urgent.'],
  ['reverted', { by: 4 }, 'proposed to take it back in #4'],
  ['resolved', { moduleId: 'a' }, 'resolved a thread on a'],
  ['resolved', { policyId: 'default' }, 'resolved a thread on default'],
  ['reopened', {}, 'opened a thread again'],
] as const)('%s %j: %s', (kind, detail, said) => expect(describeEvent({ kind, detail, things: [] })).toBe(said))

test('what an event names by ids is called by its name', () => {
  const things = (['module', 'policy', 'querySet'] as const).map((kind) => ({
    ...{ kind, id: 'default', isGone: false },
    name: `The ${kind}`,
  }))
  const detail = { modules: ['default', 'gone'], policies: ['default'], querySets: ['default'] }
  expect(describeEvent({ kind: 'edited', detail, things })).toBe('edited The module, gone, The policy and 1 other')
  const told = (detail: Record<string, unknown>) => describeEvent({ kind: 'changed', detail, things })
  expect(told({ removed: 'default' })).toBe('took out the edit of The module')
  expect(told({ removedPolicy: 'default' })).toBe('took out the edit of The policy')
  expect(told({ removedQuerySet: 'Sizes' })).toBe('took out the edit of Sizes')
  const resolved = { kind: 'resolved' as const, detail: { policyId: 'default' }, things }
  expect(describeEvent(resolved)).toBe('resolved a thread on The policy')
})

test('a check that is discussed names its modules as people know them', () => {
  const place = {
    ...{ kind: 'check' as const, querySetId: 'qs_1', queryId: 'q' },
    check: { kind: 'before' as const, module: 'a', other: 'gone' },
  }
  const things = [{ kind: 'module' as const, id: 'a', name: 'Roles', isGone: false }]
  expect(describePlace(place, things)).toBe('the check “Roles before gone”')
})
