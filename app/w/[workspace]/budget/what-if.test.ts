import fc from 'fast-check'
import { expect, test } from 'vitest'
import { shiftShare } from './what-if'

const shares = { instructions: 0.12, profile: 0.03, knowledge: 0.5, history: 0.15, query: 0.1 }

test('shifting a border keeps the sum and goes below zero nowhere', () => {
  fc.assert(
    fc.property(fc.double({ min: -1, max: 1, noNaN: true }), (delta) => {
      const next = shiftShare(shares, 'knowledge', 'history', delta)
      expect(next.knowledge + next.history).toBeCloseTo(0.65)
      expect(Math.min(...Object.values(next))).toBeGreaterThanOrEqual(0)
      expect(next.instructions).toBe(shares.instructions)
    }),
  )
})
