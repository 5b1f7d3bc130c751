import { afterEach, expect, it, vi } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { whoOf } from '@/lib/services/actor'
import { createModule } from '@/lib/services/modules/create-module'
import { getModule } from '@/lib/services/modules/get-module'
import { publishModule } from '@/lib/services/modules/publish-module'
import { saveDraft } from '@/lib/services/modules/save-draft'
import { updateModule } from '@/lib/services/modules/update-module'
import * as threads from '@/lib/texts/threads/work-on-text'

vi.mock('@/lib/texts/threads/work-on-text', { spy: true })

afterEach(() => vi.mocked(threads.workOnText).mockReset())

/** A module whose curation changes each time while its next version is being prepared, `times` times. */
async function moduleUnderCuration(slug: string, times: number) {
  const { actor, workspaceId } = await createTestWorkspace(slug)
  const { id } = await createModule(actor, { source: '---\nname: Pump\n---\nIt lifts water.' })
  const { workOnText } = await vi.importActual<typeof threads>('@/lib/texts/threads/work-on-text')
  let prepared = 0
  vi.mocked(threads.workOnText).mockImplementation(async (name, input, work) => {
    if (name === 'prepare' && prepared++ < times) {
      const row = { workspaceId, moduleId: id, version: prepared, entries: [], message: '', author: whoOf(actor) }
      await prisma.overlayVersion.create({ data: row })
    }
    return workOnText(name, input, work)
  })
  const publish = () =>
    updateModule(actor, { id, baseVersion: 1, source: '---\nname: Pump\n---\nIt lifts oil.' }).then(
      ({ version }) => version,
    )
  return { publish, prepared: () => prepared, version: async () => (await getModule(actor, { id })).version }
}

it('prepares a version anew when the curation of its module changes meanwhile', async () => {
  const { publish, prepared, version } = await moduleUnderCuration('publish-curated', 2)
  await publish()
  expect(await version()).toBe(2)
  expect(prepared()).toBe(3)
})

it('gives a version up when the curation of its module changes each time', async () => {
  const { publish, prepared, version } = await moduleUnderCuration('publish-restless', Number.POSITIVE_INFINITY)
  await expect(publish()).rejects.toMatchObject({ code: 'CONFLICT', message: expect.stringContaining('try again') })
  expect(await version()).toBe(1)
  expect(prepared()).toBe(3)
})

it('answers the same publish that comes twice at once with the version that it made', async () => {
  const { actor } = await createTestWorkspace('publish-twice')
  const { id } = await createModule(actor, { source: '---\nname: Pump\n---\nIt lifts water.' })
  const source = '---\nname: Pump\n---\nIt lifts oil.'
  const updated = await Promise.all([1, 2, 3].map(() => updateModule(actor, { id, source })))
  expect(updated.map(({ version }) => version)).toEqual([2, 2, 2])

  await saveDraft(actor, { id, source: `${source} And sand.`, revision: 0, baseVersion: 2 })
  const published = await Promise.all([1, 2, 3].map(() => publishModule(actor, { id })))
  expect(published.map(({ version }) => version)).toEqual([3, 3, 3])
  expect(published.map(({ status }) => status).sort()).toEqual(['unchanged', 'unchanged', 'updated'])
  expect((await getModule(actor, { id })).draft).toBeNull()
})
