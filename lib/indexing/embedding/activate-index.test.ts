import { expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { importModules } from '@/lib/services/imports/import-modules'
import { activateIndex } from './activate-index'
import { readLiveIndexes } from './embedding-index'

it('changes nothing for anybody while a version has no vectors', async () => {
  const { actor, workspaceId } = await createTestWorkspace('incomplete')
  await importModules(actor, { files: [{ path: 'a.md', content: 'Herons eat frogs.' }] })
  await prisma.embeddingIndex.create({
    data: { workspaceId, id: 'emb_new', kind: 'hash', modelName: 'hash-256@1', status: 'building' },
  })
  const { building } = await readLiveIndexes(prisma, workspaceId)
  const readState = () => prisma.workspaceState.findUniqueOrThrow({ where: { workspaceId } })
  const before = await readState()
  expect(await activateIndex(building!)).toBe(false)
  expect(await readState()).toEqual(before)
})
