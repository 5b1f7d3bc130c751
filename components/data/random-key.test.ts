import { expect, it, vi } from 'vitest'
import { randomKey } from './random-key'

it('is another one each time, also where crypto has only what insecure pages have', () => {
  vi.stubGlobal('crypto', { getRandomValues: crypto.getRandomValues.bind(crypto) })
  const keys = Array.from({ length: 100 }, randomKey)
  expect(new Set(keys).size).toBe(100)
  expect(keys.every((key) => /^[\w-]+$/.test(key))).toBe(true)
  vi.unstubAllGlobals()
})
