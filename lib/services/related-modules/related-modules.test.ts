import { expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { RELATED_MODULES, relateModules } from '@/lib/indexing/related/relate-modules'
import { importModules } from '@/lib/services/imports/import-modules'
import { archiveModules } from '@/lib/services/modules/archive-modules'
import { listRelatedModules } from './list-related-modules'

const fileOf = (id: string, text: string) => ({
  path: `${id}.md`,
  content: `---\nname: ${id}\n---\n\n# ${id}\n\n${text}\n`,
})
const cats = (n: number) =>
  fileOf(`cat-${n}`, `Cats purr, sleep on warm sofas and hunt mice at night, says cat number ${n}.`)
const signal = new AbortController().signal

it('lists the five most alike, and follows every change as one that works them all out again does', async () => {
  const { actor, workspaceId } = await createTestWorkspace('related')
  const listOf = async (id: string) => (await listRelatedModules(actor, { id })).items.map(({ moduleId }) => moduleId)
  const allRows = () =>
    prisma.relatedModule.findMany({
      where: { workspaceId },
      orderBy: [{ moduleId: 'asc' }, { rank: 'asc' }],
      select: { moduleId: true, relatedId: true, rank: true, score: true },
    })
  const expectAsAfresh = async () => {
    await relateModules(workspaceId, signal)
    const followed = await allRows()
    await prisma.workspaceProgress.update({ where: { workspaceId }, data: { relatedRevision: 0 } })
    await prisma.relatedModule.deleteMany({ where: { workspaceId } })
    await relateModules(workspaceId, signal)
    expect(followed).toEqual(await allRows())
  }
  await importModules(actor, {
    files: [...Array.from({ length: 7 }, (_, i) => cats(i)), fileOf('tax', 'Taxes on income are due in spring.')],
  })
  await expectAsAfresh()
  expect(await listOf('cat-0')).toHaveLength(RELATED_MODULES)
  expect(await listOf('cat-0')).not.toContain('tax')
  expect(await listOf('tax')).toEqual([])

  await importModules(actor, { files: [fileOf('fiscal', 'Taxes on income are due in spring, and fees in fall.')] })
  await expectAsAfresh()
  expect(await listOf('tax')).toEqual(['fiscal'])

  await importModules(actor, { files: [fileOf('cat-3', 'Number three is about submarines now.')] })
  await expectAsAfresh()
  const where = { workspaceId }
  await prisma.workspaceProgress.update({ where, data: { relatedRevision: -1 } })
  await prisma.relatedModule.updateMany({ where, data: { score: 0.9 } })
  await expectAsAfresh()
  await archiveModules(actor, { ids: ['cat-1', 'fiscal'] })
  expect(await listOf('tax')).toEqual([])
  await expectAsAfresh()
}, 60_000)
