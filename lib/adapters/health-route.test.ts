import { expect, test, vi } from 'vitest'
import { GET } from '@/app/api/health/route'
import { checkDatabase } from '@/lib/db/start/check-database'

vi.mock('@/lib/db/start/check-database')

test('health says when to come back while the database does not answer, and not while it does', async () => {
  const answer = async () => {
    const { status, headers } = await GET()
    return [status, headers.get('retry-after')]
  }
  vi.mocked(checkDatabase).mockResolvedValueOnce({ kind: 'postgres', latencyMs: 1, isBusy: false })
  expect(await answer()).toEqual([200, null])
  vi.mocked(checkDatabase).mockRejectedValueOnce(new Error('connection refused'))
  expect(await answer()).toEqual([503, '5'])
})
