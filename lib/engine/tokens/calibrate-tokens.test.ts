import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { calibratePercent, meanTokenError } from './calibrate-tokens'
import { familyPercent } from './tokenizer'

const answers = (...ratios: number[]) => ratios.map((ratio) => ({ counted: 1_000, actual: Math.round(1_000 * ratio) }))
const many = (ratio: number, count = 30) => answers(...Array.from({ length: count }, () => ratio))

describe('calibratePercent', () => {
  it('keeps the estimate of the family without answers, and with few that it covers', () => {
    expect(calibratePercent('claude', [])).toBe(familyPercent('claude'))
    expect(calibratePercent('claude', many(1.1, 4))).toBe(familyPercent('claude'))
  })

  it('raises the count at the first answer that passes it', () => {
    expect(calibratePercent('generic', answers(1.8))).toBeGreaterThan(180)
  })

  it('comes near the truth with more answers, from above', () => {
    const [five, thirty] = [calibratePercent('claude', many(1.15, 5)), calibratePercent('claude', many(1.15, 30))]
    expect(five).toBeGreaterThan(thirty)
    expect(thirty).toBeGreaterThanOrEqual(115)
    expect(thirty).toBeLessThan(122)
  })

  it('takes the safe end of what varies, and lets single lies pass', () => {
    const varied = Array.from({ length: 40 }, (_, index) => 1 + (index % 10) / 50)
    expect(calibratePercent('claude', answers(...varied))).toBeGreaterThanOrEqual(118)
    expect(calibratePercent('claude', [...many(1.2, 60), ...answers(0.001, 40)])).toBeLessThan(130)
  })

  it('leaves exact counts alone unless they prove wrong', () => {
    expect(calibratePercent('gpt', many(1.01))).toBe(100)
    expect(calibratePercent('gpt', many(1.3))).toBeGreaterThanOrEqual(130)
    expect(calibratePercent('gpt', many(1), 131)).toBe(100)
  })

  it('does not move for a little, and ignores what is too short to tell', () => {
    expect(calibratePercent('claude', many(1.2), 125)).toBe(125)
    expect(calibratePercent('claude', [{ counted: 20, actual: 100 }])).toBe(familyPercent('claude'))
  })

  it('is bounded, and never below 95 % of the answers it has seen', () => {
    const sample = fc.record({
      counted: fc.integer({ min: 200, max: 50_000 }),
      ratio: fc.double({ min: 0.4, max: 5, noNaN: true }),
    })
    fc.assert(
      fc.property(
        fc.array(sample, { minLength: 1, maxLength: 64 }),
        fc.integer({ min: 80, max: 400 }),
        (all, inUse) => {
          const samples = all.map(({ counted, ratio }) => ({ counted, actual: Math.ceil(counted * ratio) }))
          const percent = calibratePercent('claude', samples, inUse)
          expect(percent).toBeGreaterThanOrEqual(80)
          expect(percent).toBeLessThanOrEqual(400)
          const under = samples.filter(({ counted, actual }) => actual > Math.ceil((counted * percent) / 100))
          if (percent < 400) expect(under.length).toBeLessThanOrEqual(0.05 * samples.length)
        },
      ),
    )
  })
})

it('measures the mean error', () => {
  expect(meanTokenError(answers(1, 2), 100)).toBeCloseTo(0.25)
  expect(meanTokenError([], 100)).toBeUndefined()
})
