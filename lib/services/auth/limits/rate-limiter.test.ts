import { expect, test, vi } from 'vitest'
import { RateLimiter } from './rate-limiter'

function limiterAt(limit: number, windowMs: number) {
  const clock = { now: 0 }
  return { clock, limiter: new RateLimiter(limit, windowMs, () => clock.now) }
}

test('lets the limit through, then says how long to wait, then starts afresh', () => {
  const { clock, limiter } = limiterAt(2, 10_000)
  expect([limiter.take('a'), limiter.take('a'), limiter.take('a')]).toEqual([0, 0, 10])
  clock.now = 9_500
  expect(limiter.take('a')).toBe(1)
  clock.now = 10_000
  expect(limiter.take('a')).toBe(0)
})

test('counts each key alone, and forgets one on request', () => {
  const { limiter } = limiterAt(1, 1_000)
  expect([limiter.take('a'), limiter.take('b'), limiter.take('a')]).toEqual([0, 0, 1])
  limiter.forget('a')
  expect([limiter.take('a'), limiter.take('b')]).toEqual([0, 1])
})

test('a flood of keys takes no more memory than its limit', () => {
  const { limiter } = limiterAt(1, 1_000)
  for (let i = 0; i < 60_000; i++) limiter.take(`key ${i}`)
  expect(limiter.take('key 59999')).toBe(1)
  expect(limiter.take('key 0')).toBe(0)
})

test('goes by a clock that nobody sets: set forward it forgives nothing, set back it shuts nobody out', () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  for (const jumpMs of [3_600_000, -3_600_000]) {
    const limiter = new RateLimiter(1, 60_000)
    expect(limiter.take('a')).toBe(0)
    vi.setSystemTime(Date.now() + jumpMs)
    expect(limiter.take('a')).toBeOneOf([59, 60])
  }
  vi.useRealTimers()
})
