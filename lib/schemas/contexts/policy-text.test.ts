import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { DEFAULT_POLICY_SETTINGS } from '@/lib/engine'
import { policySettingsSchema } from './policy'
import { readPolicyText, writePolicyText } from './policy-text'

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

test('is read as it was written, whatever the settings', () => {
  const { rerank, budget } = DEFAULT_POLICY_SETTINGS
  const sections = { ...budget.sections, history: { ...budget.sections.history, max: 800, priority: -3.5 } }
  for (const settings of [
    DEFAULT_POLICY_SETTINGS,
    { ...DEFAULT_POLICY_SETTINGS, rerank: { ...rerank, crossEncoder: 'org/small-model', mmrLambda: 1e-7 } },
    { ...DEFAULT_POLICY_SETTINGS, budget: { ...budget, sections } },
  ]) {
    const read = readPolicyText(writePolicyText(settings))
    expect(read).toEqual(policySettingsSchema.parse(settings))
    expect(writePolicyText(read)).toBe(writePolicyText(settings))
    expect(readPolicyText(writePolicyText(settings).replaceAll('\n', '\r\n').replaceAll('"', ''))).toEqual(read)
  }
})

test.each([
  ['no colon', '“no colon”, is no setting: write a name, a colon and a value.'],
  ['   packing: strongest', 'belongs to no group: put as many spaces before it as before its neighbours.'],
  ['      packing: strongest', 'belongs to no group'],
  ['  packing: 1.', 'has no value that can be read: write a number, true, false or a word.'],
  ['  packing: "strongest"\n  packing: "strongest"', 'is there twice: leave one of them.'],
  ['  packing: largest', 'budget.packing: '],
  ['  packing: strongest\n  paking: 1', 'paking'],
  ['__proto__: 1', 'is no setting'],
])('a policy is not read with %j in it', (line, problem) => {
  const text = writePolicyText(DEFAULT_POLICY_SETTINGS).replace(/^ {2}packing: .*$/m, line)
  expect(() => readPolicyText(text)).toThrow(problem)
})
