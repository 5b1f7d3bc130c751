import fc from 'fast-check'
import { expect, it } from 'vitest'
import { planWindows } from './plan-windows'

it('reads a short document at once', () => {
  expect(planWindows(5, 8)).toEqual([{ start: 0, end: 5, keepFrom: 0, keepTo: 5 }])
  expect(planWindows(0, 8)).toEqual([])
})

it('keeps every token exactly once, from a window that has read it', () => {
  const sizes = fc.integer({ min: 2, max: 40 }).chain((size) => fc.tuple(fc.constant(size), fc.nat(size - 1)))
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 300 }), sizes, (count, [size, overlap]) => {
      const windows = planWindows(count, size, overlap)
      const kept = windows.flatMap(({ keepFrom, keepTo }) =>
        Array.from({ length: keepTo - keepFrom }, (_, i) => keepFrom + i),
      )
      expect(kept).toEqual(Array.from({ length: count }, (_, i) => i))
      for (const { start, end, keepFrom, keepTo } of windows) {
        expect(end - start).toBeLessThanOrEqual(size)
        expect(keepFrom).toBeGreaterThanOrEqual(start)
        expect(keepTo).toBeLessThanOrEqual(end)
      }
    }),
  )
})

it('keeps a token with half of the overlap around it', () => {
  for (const { start, end, keepFrom, keepTo } of planWindows(100, 20, 8)) {
    if (start > 0) expect(keepFrom - start).toBeGreaterThanOrEqual(4)
    if (end < 100) expect(end - keepTo).toBeGreaterThanOrEqual(4)
  }
})
