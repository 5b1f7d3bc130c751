import { expect, test } from 'vitest'
import { DEFAULT_POLICY_SETTINGS } from '@/lib/engine'
import { policySettingsSchema } from '@/lib/schemas/policy'
import { diffSettings, POLICY_FIELDS, readNumber, writeNumber } from './policy-fields'

function numberPaths(value: unknown, path: string[] = []): string[] {
  if (typeof value === 'number') return [path.join('.')]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, item]) => numberPaths(item, [...path, key]))
}

test('every number of the settings has exactly one field', () => {
  const paths = POLICY_FIELDS.map((field) => field.path)
  expect(new Set(paths).size).toBe(paths.length)
  const optional = POLICY_FIELDS.filter((field) => field.isOptional)
  const required = paths.filter((path) => !optional.some((field) => field.path === path))
  const numbers = numberPaths(DEFAULT_POLICY_SETTINGS)
  expect(numbers.filter((path) => !paths.includes(path))).toEqual([])
  expect(required.filter((path) => !numbers.includes(path))).toEqual([])
})

test('a number is replaced, taken away and told apart without touching the original', () => {
  const before = structuredClone(DEFAULT_POLICY_SETTINGS)
  const after = writeNumber(DEFAULT_POLICY_SETTINGS, 'budget.sections.profile.max', undefined)
  const changed = writeNumber(after, 'rerank.topN', 7)
  expect(DEFAULT_POLICY_SETTINGS).toEqual(before)
  expect(readNumber(changed, 'budget.sections.profile.max')).toBeUndefined()
  expect(policySettingsSchema.safeParse(changed).success).toBe(true)
  expect(diffSettings(before, changed).map(({ path, from, to }) => ({ path, from, to }))).toEqual([
    { path: 'budget.sections.profile.max', from: 300, to: undefined },
    { path: 'rerank.topN', from: 12, to: 7 },
  ])
})
