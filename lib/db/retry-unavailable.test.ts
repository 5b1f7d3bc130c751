import { expect, it, vi } from 'vitest'
import { retryUnavailable } from './retry-unavailable'

const busy = Object.assign(new Error('Unable to start a transaction in the given time.'), { code: 'P2028' })

it('does it again while the database is busy, with longer and longer waits', async () => {
  const waits: number[] = []
  const work = vi.fn(async () => {
    if (work.mock.calls.length <= 3) throw busy
    return 'stored'
  })
  expect(await retryUnavailable(work, async (ms) => waits.push(ms))).toBe('stored')
  expect(work).toHaveBeenCalledTimes(4)
  expect(waits).toEqual(waits.toSorted((a, b) => a - b))
})

it('gives up in the end', async () => {
  const work = vi.fn().mockRejectedValue(busy)
  await expect(retryUnavailable(work, async () => undefined)).rejects.toBe(busy)
  expect(work.mock.calls.length).toBeGreaterThan(5)
})

it.each([
  ['what is wrong with the work', new TypeError('no such thing')],
  ['a full disk', Object.assign(new Error('full'), { code: '53100' })],
])('does not repeat %s', async (_, error) => {
  const work = vi.fn().mockRejectedValue(error)
  await expect(retryUnavailable(work, async () => undefined)).rejects.toBe(error)
  expect(work).toHaveBeenCalledTimes(1)
})
