import { describe, expect, it } from 'vitest'
import { DEFAULT_POLICY_SETTINGS } from '../vocabulary/policy'
import { measureWindow } from './measure-window'

const { budget } = DEFAULT_POLICY_SETTINGS
const model = (contextWindow: number, maxOutputTokens: number) =>
  ({ id: 'm', family: 'gpt', contextWindow, maxOutputTokens }) as const

describe('measureWindow', () => {
  it('reserves the larger of what the model may write and the policy share', () => {
    expect(measureWindow(model(10_000, 2_000), budget, true).reservedForResponse).toBe(2_000)
    expect(measureWindow(model(10_000, 500), budget, true).reservedForResponse).toBe(1_000)
  })

  it('keeps a larger margin for estimated counts', () => {
    expect(measureWindow(model(10_000, 0), budget, true).safetyMargin).toBe(100)
    expect(measureWindow(model(10_000, 0), budget, false).safetyMargin).toBe(500)
  })

  it.each([
    [0, 0],
    [1_000, 1_000],
    [-5, 10],
    [Number.NaN, 10],
  ])('refuses a window of %s with %s for the response', (contextWindow, maxOutputTokens) => {
    expect(() => measureWindow(model(contextWindow, maxOutputTokens), budget, true)).toThrow(
      expect.objectContaining({ section: 'total' }),
    )
  })
})
