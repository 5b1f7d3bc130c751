import { expect, it, vi } from 'vitest'
import { EmbeddingIndexChanged } from './check-embedding-indexes'
import { tryToStore } from './try-to-store'

it('stores again what changed meanwhile, but not for ever', async () => {
  const third = vi.fn<() => Promise<boolean>>()
  third.mockResolvedValueOnce(false).mockRejectedValueOnce(new EmbeddingIndexChanged()).mockResolvedValueOnce(true)
  expect(await tryToStore(third)).toBe(true)
  const never = vi.fn(async () => false)
  expect(await tryToStore(never)).toBe(false)
  expect(never).toHaveBeenCalledTimes(3)
  const broken = vi.fn(() => Promise.reject(new Error('disk full')))
  await expect(tryToStore(broken)).rejects.toThrow('disk full')
  expect(broken).toHaveBeenCalledOnce()
})
