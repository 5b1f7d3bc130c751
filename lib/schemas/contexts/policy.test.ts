import { describe, expect, it } from 'vitest'
import { DEFAULT_POLICY_SETTINGS } from '@/lib/engine/vocabulary/policy'
import { policyField, policySettingsSchema } from './policy'

describe('policySettingsSchema', () => {
  it('accepts the default settings and changes nothing in them', () => {
    expect(policySettingsSchema.parse(DEFAULT_POLICY_SETTINGS)).toEqual(DEFAULT_POLICY_SETTINGS)
  })

  it('names the field of every part that is missing', () => {
    for (const group of Object.keys(DEFAULT_POLICY_SETTINGS)) {
      // policies that are older than this group do without it
      if (group === 'answers') continue
      const { [group]: _, ...rest } = DEFAULT_POLICY_SETTINGS as Record<string, unknown>
      const parsed = policySettingsSchema.safeParse(rest)
      expect(parsed.error?.issues.map((issue) => issue.path.join('.'))).toEqual([group])
    }
  })

  it('refuses shares that add up to more than the window, and settings it does not know', () => {
    const settings = structuredClone(DEFAULT_POLICY_SETTINGS)
    settings.budget.sections.knowledge.share = 0.9
    expect(policySettingsSchema.safeParse(settings).error?.issues[0]?.path).toEqual(['budget', 'sections'])
    expect(policySettingsSchema.safeParse({ ...DEFAULT_POLICY_SETTINGS, temperature: 1 }).success).toBe(false)
  })
})

it('names a policy in no more than an id has', () => {
  expect(policyField.safeParse('calm@2').success).toBe(true)
  // an error would repeat all of it
  expect(policyField.safeParse('x'.repeat(100_000)).success).toBe(false)
})
