import { expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { importModules } from '@/lib/services/imports/import-modules'
import { nearVersions, pickVersions } from './near-versions'

it('finds just the versions that are meant, however many', async () => {
  const { workspaceId, actor } = await createTestWorkspace('near-versions')
  for (const word of ['first', 'second', 'third']) {
    const files = ['a', 'b', 'c'].map((id) => ({ path: `${id}.md`, content: `# ${id}\n\nThe ${word} text.` }))
    await importModules(actor, { files })
  }
  const keys = [
    { moduleId: 'a', version: 1 },
    { moduleId: 'b', version: 3 },
    ...Array.from({ length: 500 }, (_, i) => ({ moduleId: `none-${i}`, version: i + 4 })),
  ]
  const rows = await prisma.moduleVersion.findMany({
    where: { workspaceId, ...nearVersions(keys) },
    select: { moduleId: true, version: true },
    orderBy: { moduleId: 'asc' },
  })
  expect(pickVersions(rows, keys)).toEqual(keys.slice(0, 2))
  expect(pickVersions([{ moduleId: 'a', version: null }], keys)).toEqual([])
})
