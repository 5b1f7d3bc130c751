import { expect, it, vi } from 'vitest'
import { parseModuleFile } from '@/lib/schemas/front-matter/parse-module-file'
import type { LIMITS } from '@/lib/schemas/limits'
import { chunkOnThread, prepareOnThread } from './cut-text'

vi.mock('@/lib/schemas/limits', async (load) => {
  const limits = (await load()) as { LIMITS: typeof LIMITS }
  return { ...limits, LIMITS: { ...limits.LIMITS, moduleChunks: 20 } }
})

const headings = (count: number) => Array.from({ length: count }, (_, at) => `# H${at}\n\ntext\n\n`).join('')
const work = { workspaceId: 'a', urgency: 'import', size: 100 } as const
const inputOf = (source: string) => ({
  file: parseModuleFile('a.md', source),
  path: 'a.md',
  overlay: undefined,
  contentHash: '',
})

it('refuses a text of more chunks than a module may have, in one sentence', async () => {
  const refusal = {
    code: 'LIMIT_EXCEEDED',
    message: 'The text makes 21 chunks, and a module has at most 20. Split it into smaller modules.',
    data: { reason: 'chunks', limit: 20, actual: 21 },
  }
  await expect(prepareOnThread(inputOf(headings(21)), work)).rejects.toMatchObject(refusal)
  await expect(chunkOnThread({ source: headings(21) }, work)).rejects.toMatchObject(refusal)
  expect((await prepareOnThread(inputOf(headings(20)), work)).chunks).toHaveLength(20)
  expect(await chunkOnThread({ source: headings(20) }, work)).toHaveLength(20)
})
