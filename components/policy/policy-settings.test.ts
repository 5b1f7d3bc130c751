import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DEFAULT_POLICY_SETTINGS } from '@/lib/engine'
import { policySettingsSchema } from '@/lib/schemas/contexts/policy'
import { POLICY_CHOICES } from './policy-choices'
import { POLICY_FIELDS } from './policy-fields'
import { carryOver, diffSettings, readNumber, writeSetting } from './policy-settings'

function pathsOf(kinds: string[], value: unknown, path: string[] = []): string[] {
  if (kinds.includes(typeof value)) return [path.join('.')]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, item]) => pathsOf(kinds, item, [...path, key]))
}

test('every number of the settings has exactly one field', () => {
  const paths = POLICY_FIELDS.map((field) => field.path)
  expect(new Set(paths).size).toBe(paths.length)
  const optional = POLICY_FIELDS.filter((field) => field.isOptional)
  const required = paths.filter((path) => !optional.some((field) => field.path === path))
  const numbers = pathsOf(['number'], DEFAULT_POLICY_SETTINGS)
  expect(numbers.filter((path) => !paths.includes(path))).toEqual([])
  expect(required.filter((path) => !numbers.includes(path))).toEqual([])
})

test('every other setting has exactly one choice', () => {
  const settings = writeSetting(DEFAULT_POLICY_SETTINGS, 'rerank.crossEncoder', 'org/name')
  const paths = POLICY_CHOICES.map(({ path }) => path)
  expect(paths.toSorted()).toEqual(pathsOf(['string', 'boolean'], settings).toSorted())
})

test('a setting is replaced, taken away and told apart without touching the original', () => {
  const before = structuredClone(DEFAULT_POLICY_SETTINGS)
  const after = writeSetting(DEFAULT_POLICY_SETTINGS, 'budget.sections.profile.max', undefined)
  const changed = [
    ['rerank.topN', 7],
    ['retrieval.fusion', 'ranks'],
    ['rerank.crossEncoder', 'org/name'],
    ['answers.reuse', true],
  ].reduce((settings, [path, value]) => writeSetting(settings, String(path), value), after)
  expect(DEFAULT_POLICY_SETTINGS).toEqual(before)
  expect(readNumber(changed, 'budget.sections.profile.max')).toBeUndefined()
  expect(policySettingsSchema.safeParse(changed).success).toBe(true)
  expect(diffSettings(before, changed).map(({ path, from, to }) => [path, from, to])).toEqual([
    ['answers.reuse', 'off', 'on'],
    ['retrieval.fusion', 'by scores', 'by ranks'],
    ['rerank.crossEncoder', 'none', 'org/name'],
    ['budget.sections.profile.max', '300', 'none'],
    ['rerank.topN', '48', '7'],
  ])
})

test('a change never reads as none, and its numbers are the two values', () => {
  const shareAt = 'budget.sections.knowledge.share'
  const share = fc.integer({ min: 0, max: 100_000 }).map((parts) => parts / 100_000)
  fc.assert(
    fc.property(share, fc.oneof(share, fc.constant(null)), (from, other) => {
      const to = other ?? from + 0.0001
      const at = (value: number) => writeSetting(DEFAULT_POLICY_SETTINGS, shareAt, value)
      const changes = diffSettings(at(from), at(to))
      expect(changes).toHaveLength(from === to ? 0 : 1)
      if (from === to) return
      const [change] = changes
      expect(change?.from).not.toBe(change?.to)
      for (const [told, value] of [[change!.from, from] as const, [change!.to, to] as const]) {
        if (told === '<1%') expect(value > 0 && value < 0.005).toBe(true)
        else expect(Math.abs(Number.parseFloat(told) - 100 * value)).toBeLessThanOrEqual(0.5 + 1e-9)
      }
    }),
  )
})

test('what one person changed is laid on top of what another did', () => {
  const base = DEFAULT_POLICY_SETTINGS
  const mine = writeSetting(base, 'rerank.topN', 7)
  const theirs = writeSetting(writeSetting(base, 'rerank.topN', 9), 'format.placement', 'rank')
  expect(carryOver(base, mine, theirs)).toEqual(writeSetting(theirs, 'rerank.topN', 7))
  expect(carryOver(base, base, theirs)).toEqual(theirs)
  expect(carryOver(base, mine, base)).toEqual(mine)
})
