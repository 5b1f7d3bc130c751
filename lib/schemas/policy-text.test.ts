import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { DEFAULT_POLICY_SETTINGS } from '@/lib/engine'
import { writePolicyText } from './policy-text'

test('has each setting on a line of its own, and says all of them', () => {
  const text = writePolicyText(DEFAULT_POLICY_SETTINGS)
  expect(parse(text)).toEqual(JSON.parse(JSON.stringify(DEFAULT_POLICY_SETTINGS)))
  expect(text).toContain('\n  topN: ')
  const other = { ...DEFAULT_POLICY_SETTINGS, rerank: { ...DEFAULT_POLICY_SETTINGS.rerank, topN: 3 } }
  const changed = writePolicyText(other)
    .split('\n')
    .filter((line, i) => line !== text.split('\n')[i])
  expect(changed).toEqual(['  topN: 3'])
})

test('is the same whatever the order of the settings', () => {
  const turned = Object.fromEntries(Object.entries(DEFAULT_POLICY_SETTINGS).toReversed())
  expect(writePolicyText(turned as typeof DEFAULT_POLICY_SETTINGS)).toBe(writePolicyText(DEFAULT_POLICY_SETTINGS))
})
