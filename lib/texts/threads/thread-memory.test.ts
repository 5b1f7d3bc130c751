import { expect, it, vi } from 'vitest'
import type { LIMITS } from '@/lib/schemas/limits'
import { chunkOnThread } from './cut-text'
import { workOnText } from './work-on-text'

vi.mock('@/lib/schemas/limits', async (load) => {
  const limits = (await load()) as { LIMITS: typeof LIMITS }
  return { ...limits, LIMITS: { ...limits.LIMITS, textThreadMegabytes: 160 } }
})

const work = { workspaceId: 'a', urgency: 'import', deadlineMs: 120_000 } as const

it('gives up a text that takes more memory than its thread has, and goes on with the next', {
  timeout: 120_000,
}, async () => {
  const source = '- a\n\n'.repeat(1_500_000)
  const taking = workOnText('chunk', { source }, { ...work, size: source.length })
  await expect(taking).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED', data: { reason: 'memory' } })
  const short = { source: '# Wells\n\nSixty meters of rock.\n\n'.repeat(200) }
  expect((await chunkOnThread(short, { ...work, size: short.source.length })).length).toBeGreaterThan(0)
})
