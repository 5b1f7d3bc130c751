import { afterEach, expect, it, vi } from 'vitest'
import { AppError } from '@/lib/errors'
import { describeEmbeddingError } from './describe-embedding-error'

afterEach(() => vi.restoreAllMocks())

it('shows what is meant for people, and keeps the rest for the log', () => {
  const log = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  const shown = (error: unknown) => describeEmbeddingError(error, { modelName: 'm' })
  expect(shown(new AppError('UPSTREAM', 'Install it.'))).toBe('Install it.')
  const refused = Object.assign(new Error('no'), { code: 'ECONNREFUSED' })
  expect(shown(new TypeError('fetch failed', { cause: refused }))).toContain('m cannot be reached')
  expect(shown(new Error('Connection terminated unexpectedly'))).toMatch(/^The database did not answer/)
  expect(shown(new DOMException('late', 'TimeoutError'))).toContain('took too long')
  expect(log).not.toHaveBeenCalled()
  const message = shown(new Error('Invalid `prisma.chunk.create()` invocation in /srv/loadout/lib/db.ts'))
  expect(message).toContain('m failed unexpectedly')
  expect(message).not.toMatch(/prisma|srv/)
  expect(log).toHaveBeenCalledWith(expect.stringContaining('/srv/loadout/lib/db.ts'))
})
