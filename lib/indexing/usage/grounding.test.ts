import { afterAll, expect, it } from 'vitest'
import { closeDatabase, prisma } from '@/lib/db/client'
import { openRetrieval } from '@/lib/db/retrieval/open'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { importModules } from '@/lib/services/imports/import-modules'
import { createTestUser } from '@/lib/services/testing/create-test-user'
import { recordCitations } from './record-citations'
import { snapshotGrounding } from './snapshot-grounding'

afterAll(closeDatabase)

it('lets reranking see what answers cited from the next revision on, and not before', async () => {
  const { workspaceId } = await createTestWorkspace('grounding')
  const { actor } = await createTestUser(workspaceId, 'owner')
  await importModules(actor, {
    files: ['cited', 'ignored', 'rare'].map((id) => ({ path: `${id}.md`, content: `# ${id}\n\nAbout ${id} things.` })),
  })
  const spans = [{ label: 'k1', moduleId: 'cited' }, { label: 'k2', moduleId: 'ignored' }, { moduleId: 'rare' }]
  const seen = async () => {
    const { revision } = await prisma.workspaceState.findUniqueOrThrow({ where: { workspaceId } })
    const port = openRetrieval({ workspaceId, releaseId: 'production', revision, embeddingModel: 'none' })
    const modules = await port.getModules(['cited', 'ignored', 'rare'])
    return { revision, grounding: modules.map(({ grounding }) => grounding) }
  }

  for (const answer of ['Yes [k1].', 'As said [k1], [k1].', 'Both [k1, k2].', 'Nobody knows [k9].']) {
    await recordCitations(workspaceId, spans, answer)
  }
  await recordCitations(
    workspaceId,
    [
      { label: 'k1', moduleId: 'rare' },
      { label: 'k2', moduleId: 'gone' },
    ],
    '[k1] [k2]',
  )
  const before = await seen()
  expect(before.grounding).toEqual([undefined, undefined, undefined])

  await snapshotGrounding(workspaceId)
  const after = await seen()
  expect(after.revision).toBe(before.revision + 1)
  // 5 of 9 on average: (3 + 4 · 5/9) / (4 + 4), (1 + 4 · 5/9) / (4 + 4), and one answer tells nothing
  expect(after.grounding).toEqual([expect.closeTo((3 + 20 / 9) / 8, 9), expect.closeTo((1 + 20 / 9) / 8, 9), undefined])
})

it('counts an answer without touching the row that a publish locks', async () => {
  const { workspaceId, actor } = await createTestWorkspace('citations')
  await importModules(actor, { files: [{ path: 'cited.md', content: '# Cited\n\nAbout things.' }] })
  // whoever wrote a row, or locked it, leaves a transaction number there
  const touched = () =>
    prisma.$queryRaw`SELECT xmin::text, xmax::text FROM "WorkspaceState" WHERE "workspaceId" = ${workspaceId}`
  const before = await touched()
  await recordCitations(workspaceId, [{ label: 'k1', moduleId: 'cited' }], 'Yes [k1].')
  expect(await touched()).toEqual(before)
  const { answersSinceSnapshot } = await prisma.workspaceProgress.findUniqueOrThrow({ where: { workspaceId } })
  expect(answersSinceSnapshot).toBe(1)
})
