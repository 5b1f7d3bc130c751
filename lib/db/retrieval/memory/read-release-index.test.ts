import { expect, it } from 'vitest'
import { importModules } from '@/lib/services/imports/import-modules'
import { prisma } from '../../client'
import { readReleaseState } from '../../releases/release-state'
import { createTestWorkspace } from '../../testing/create-test-workspace'
import { readReleaseIndex } from './read-release-index'

it('holds each module once when two revisions are opened at the same time', async () => {
  const { workspaceId, actor } = await createTestWorkspace('two-revisions')
  const scope = { workspaceId, releaseId: 'production', embeddingModel: '' }
  const put = (names: string[]) => {
    const files = names.map((name) => ({ path: `${name}.md`, content: `# ${name}\n\nThe ${name} is a bird.` }))
    return importModules(actor, { files })
  }
  const readState = async () => (await readReleaseState(prisma, scope))!
  await put(['heron'])
  await readReleaseIndex(prisma, scope, await readState())

  await put(['owl', 'stork'])
  const earlier = await readState()
  await put(['crane'])
  const later = await readState()
  expect(later.revision).toBeGreaterThan(earlier.revision)
  await Promise.all([earlier, later].map((state) => readReleaseIndex(prisma, scope, state)))

  const index = await readReleaseIndex(prisma, scope, { ...later, revision: later.revision + 1 })
  const keysOf = (live: typeof index.moduleDocuments) => live.flatMap(({ segment }) => segment.keys).sort()
  const keys = index.modules.map(({ key }) => key).sort()
  expect(keys).toHaveLength(4)
  expect(keysOf(index.moduleDocuments)).toEqual(keys)
  expect(keysOf(index.chunkDocuments!)).toEqual(keys)
})
