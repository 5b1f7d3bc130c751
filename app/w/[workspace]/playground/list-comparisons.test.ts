import { expect, it } from 'vitest'
import { listComparisons } from './list-comparisons'

const KNOWN = {
  compositionId: 'two',
  siblings: ['one', 'two', 'three'],
  choice: null,
  models: [{ id: 'gpt-5.1', name: 'GPT' }],
  policy: { id: 'default', version: 2 },
  versions: [3, 2, 1],
  drafts: [{ id: 'rollback', name: 'Rollback' }],
}

it('compares with the answer before first, always the earlier one with the later', () => {
  const all = listComparisons(KNOWN)
  expect(all.filter(({ isFirst }) => isFirst)).toMatchObject([{ name: 'one', a: 'one', b: 'two' }])
  expect(all.find(({ name }) => name === 'three')).toMatchObject({ a: 'two', b: 'three' })
})

it('compares with what is chosen before anything else', () => {
  const [first] = listComparisons({ ...KNOWN, choice: { pins: [], excludes: ['rollback'], unfolds: ['sum_1'] } })
  expect(first).toMatchObject({ name: 'chosen', a: 'two', b: 'two;pin=;exclude=rollback;unfold=sum_1', isFirst: true })
})

it('holds a draft, a policy version and a model against the same moment', () => {
  const all = listComparisons(KNOWN)
  expect(all.find(({ name }) => name === 'policy-3')).toMatchObject({ a: 'two;now', b: 'two;policy=default%403' })
  expect(all.find(({ name }) => name === 'model-gpt-5.1')).toMatchObject({ a: 'two;now', b: 'two;model=gpt-5.1' })
  expect(all.find(({ name }) => name === 'draft-rollback')).toMatchObject({ a: 'two;now', b: 'two;draft=rollback' })
  expect(all.map(({ name }) => name)).not.toContain('policy-2')
})

it('compares with the answer to the question before, and with one that an address names', () => {
  const all = listComparisons({ ...KNOWN, siblings: ['two'], before: 'cmp_0', named: 'cmp_gone' })
  expect(all.find(({ name }) => name === 'cmp_0')).toMatchObject({ a: 'cmp_0', b: 'two' })
  expect(all.find(({ name }) => name === 'cmp_gone')).toMatchObject({ a: 'cmp_gone', b: 'two' })
  expect(all.some(({ isFirst }) => isFirst)).toBe(false)
  expect(listComparisons({ ...KNOWN, named: 'now' }).filter(({ name }) => name === 'now')).toHaveLength(1)
})
