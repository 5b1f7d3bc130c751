import fc from 'fast-check'
import { expect, test } from 'vitest'
import { expectEnd } from './expect-end'

const START = 1_000_000

/** What is expected after each batch, and how often it rose. */
function follow(batches: { files: number; ms: number }[]) {
  const total = batches.reduce((sum, { files }) => sum + files, 0)
  let [end, now, done, rises] = [null as number | null, START, 0, 0]
  const lefts: { told: number; real: number; atPace: number }[] = []
  for (const [at, { files, ms }] of batches.entries()) {
    now += ms
    done += files
    const before = end === null ? null : Math.ceil((end - now) / 5_000)
    end = expectEnd(end, { startedAt: START, now, done, left: total - done })
    if (end === null) continue
    if (before !== null && Math.ceil((end - now) / 5_000) > before) rises++
    const real = batches.slice(at + 1).reduce((sum, batch) => sum + batch.ms, 0)
    lefts.push({ told: end - now, real, atPace: ((now - START) / done) * (total - done) })
  }
  return { lefts, rises }
}

test('at one pace it is what is left, and never rises', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1_000, max: 60_000 }), (files, ms) => {
      const { lefts, rises } = follow(Array.from({ length: 20 }, () => ({ files, ms })))
      for (const { told, real } of lefts) expect(told).toBeCloseTo(real, 0)
      expect(rises).toBe(0)
    }),
  )
})

test('under load that grows it rises a few times, not with each batch, and stays near the pace so far', () => {
  const batches = Array.from({ length: 60 }, (_, at) => ({ files: 50, ms: 3_000 + 150 * at }))
  const { lefts, rises } = follow(batches)
  expect(rises).toBeGreaterThan(0)
  expect(rises).toBeLessThan(15)
  for (const { told, atPace } of lefts) expect(1.25 * told).toBeGreaterThanOrEqual(atPace)
})

test('nothing is told in the first moments, nor before anything is done', () => {
  expect(expectEnd(null, { startedAt: START, now: START + 999, done: 5, left: 5 })).toBeNull()
  expect(expectEnd(null, { startedAt: START, now: START + 9_000, done: 0, left: 5 })).toBeNull()
})

test('what was expected and is over is not told again', () => {
  expect(expectEnd(START + 5_000, { startedAt: START, now: START + 6_000, done: 9, left: 3 })).toBe(START + 8_000)
})
