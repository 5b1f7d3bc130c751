import { expect, it } from 'vitest'
import { MeasuredCache } from './measured-cache'

it('knows how large its entries are, also when one has grown since, and lets go of the least used', () => {
  const cache = new MeasuredCache<{ bytes: number }>('test', { maxBytes: 10_000, sizeOf: ({ bytes }) => bytes })
  const growing = { bytes: 10 }
  cache.set('growing', growing)
  cache.set('other', { bytes: 4_000 })
  expect(cache.statistics()).toMatchObject({ entries: 2, sizeBytes: expect.toSatisfy((bytes) => bytes < 5_000) })
  growing.bytes = 8_000
  cache.set('growing', growing)
  expect(cache.peek('other')).toBeUndefined()
  expect(cache.statistics().sizeBytes).toBeGreaterThan(8_000)
  growing.bytes = 20_000
  cache.set('growing', growing)
  expect(cache.statistics().entries).toBe(0)
})
