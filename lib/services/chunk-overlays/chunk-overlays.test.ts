import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { recountTerms, storedTerms } from '@/lib/indexing/lexical/testing/recount-terms'
import type { OverlayEntryInput } from '@/lib/schemas/modules/chunk-overlay'
import type { Actor } from '@/lib/services/actor'
import { createComposition } from '@/lib/services/compose/create-composition'
import { importModules } from '@/lib/services/imports/import-modules'
import { archiveModules } from '@/lib/services/modules/archive-modules'
import { createModule } from '@/lib/services/modules/create-module'
import { listChunks } from '@/lib/services/modules/list-chunks'
import { restoreVersion } from '@/lib/services/modules/restore-version'
import { unarchiveModules } from '@/lib/services/modules/unarchive-modules'
import { updateModule } from '@/lib/services/modules/update-module'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'
import { searchModules } from '@/lib/services/search/search-modules'
import { workOnText } from '@/lib/texts/threads/work-on-text'
import { getOverlay } from './get-overlay'
import { listOverlayVersions } from './list-overlay-versions'
import { restoreOverlay } from './restore-overlay'
import { saveOverlay } from './save-overlay'

vi.mock('@/lib/texts/threads/work-on-text', { spy: true })

let actor: Actor
let workspaceId: string
let id = ''
let count = 0

beforeAll(async () => {
  const workspace = await createTestWorkspace('overlays')
  workspaceId = workspace.workspaceId
  actor = workspace.actor
  await prisma.$transaction((tx) => createDefaultPolicy(tx, workspaceId))
})

const paragraph = (subject: string) =>
  Array.from({ length: 12 }, (_, at) => `The ${subject} of shop${count} is described in sentence ${at} there.`).join(
    ' ',
  )
const bodyWith = (...parts: string[]) => parts.map((part) => `## About ${part}\n\n${paragraph(part)}`).join('\n\n')

beforeEach(async () => {
  count++
  id = `tools-${count}`
  await createModule(actor, { id, name: `Tools ${count}`, body: bodyWith('hammer', 'chisel', 'anvil') })
})

async function anchorOf(word: string): Promise<OverlayEntryInput['anchor']> {
  const { items } = await listChunks(actor, { id })
  const chunk = items.find(({ text }) => text.includes(word))
  if (!chunk) throw new Error(`no chunk about ${word}`)
  return { headingPath: chunk.headingPath, text: chunk.text }
}

async function curate(...entries: OverlayEntryInput[]) {
  const { version } = await getOverlay(actor, { id })
  return saveOverlay(actor, { id, entries, baseVersion: version, message: 'curated' })
}

/** Chunks of this test's module that the search finds for words that stand in none of its texts, or in one. */
async function find(query: string): Promise<string[]> {
  const { results } = await searchModules(actor, { query, limit: 100 })
  return results.filter(({ moduleId, scores }) => moduleId === id && (scores.lexical ?? 0) > 0).map(({ text }) => text)
}

const expectRightStatistics = async () =>
  expect(await storedTerms(workspaceId)).toEqual(await recountTerms(workspaceId))

describe('keywords and questions', () => {
  it('are found at once, follow the text through a new version, and show in the trace', async () => {
    const anchor = await anchorOf('chisel')
    expect(await find('gouge')).toEqual([])
    const overlay = await curate({ anchor, keywords: ['gouge'], questions: ['How do I carve walnut?'] })
    expect(overlay).toMatchObject({ version: 1, lost: 0, entries: [{ chunkId: `${id}@1#1`, overlap: 1 }] })
    expect(await find('gouge')).toEqual([anchor.text])
    expect(await find('walnut')).toEqual([anchor.text])
    await expectRightStatistics()

    await updateModule(actor, {
      id,
      body: `${bodyWith('saw', 'hammer')}\n\n${bodyWith('chisel').replace('0', 'zero')}`,
    })
    expect(await getOverlay(actor, { id })).toMatchObject({ lost: 0, entries: [{ chunkId: `${id}@2#2` }] })
    expect(await find('gouge')).toHaveLength(1)
    await expectRightStatistics()

    const { trace } = await createComposition(actor, { query: `Which gouge for walnut in shop${count}?` })
    const candidate = trace.candidates.find(({ chunkId }) => chunkId === `${id}@2#2`)
    expect(candidate?.notes).toEqual([
      'keywords added by curation: gouge',
      'question added by curation: How do I carve walnut?',
    ])
  })

  it('are gone after an undo, and back after a restore', async () => {
    const anchor = await anchorOf('anvil')
    await curate({ anchor, keywords: ['smithy'] })
    await restoreOverlay(actor, { id, version: 0 })
    expect(await find('smithy')).toEqual([])
    await restoreOverlay(actor, { id, version: 1 })
    expect(await find('smithy')).toEqual([anchor.text])
    const { items } = await listOverlayVersions(actor, { id })
    expect(items.map(({ version, keywords, message }) => ({ version, keywords, message }))).toEqual([
      { version: 3, keywords: 1, message: 'Restored version 1' },
      { version: 2, keywords: 0, message: 'Took all curation away' },
      { version: 1, keywords: 1, message: 'curated' },
    ])
    await expectRightStatistics()
  })

  it('survive restoring a version, an import, and being archived', async () => {
    await curate({ anchor: await anchorOf('hammer'), keywords: ['mallet'] })
    await updateModule(actor, { id, body: bodyWith('hammer') })
    await restoreVersion(actor, { id, version: 1 })
    expect(await find('mallet')).toHaveLength(1)
    const file = { path: `${id}.md`, content: `---\nid: ${id}\nname: Imported\n---\n\n${bodyWith('saw', 'hammer')}` }
    expect(await importModules(actor, { files: [file] })).toMatchObject({ results: [{ status: 'updated' }] })
    expect(await find('mallet')).toHaveLength(1)
    await archiveModules(actor, { ids: [id] })
    await curate({ anchor: await anchorOf('hammer'), keywords: ['mallet', 'sledge'] })
    expect(await find('sledge')).toEqual([])
    await unarchiveModules(actor, { ids: [id] })
    expect(await find('sledge')).toHaveLength(1)
    await expectRightStatistics()
  })
})

describe('an exclusion', () => {
  it('keeps a chunk from search and context, as a neighbour and inside the whole module, and the trace says so', async () => {
    const anchor = await anchorOf('hammer')
    await curate({ anchor, isExcluded: true })
    expect(await find('hammer')).toEqual([])
    await expectRightStatistics()

    const { text, trace } = await createComposition(actor, {
      query: `What of the chisel and the hammer of shop${count}?`,
    })
    const own = trace.candidates.filter(({ moduleId }) => moduleId === id)
    expect(own).toContainEqual(
      expect.objectContaining({
        chunkId: `${id}@1#0`,
        fate: 'dropped',
        reason: 'curated_out',
      }),
    )
    expect(own.some(({ chunkId, fate }) => chunkId === `${id}@1#1` && fate === 'included')).toBe(true)
    expect(own.every(({ chunkId }) => chunkId !== undefined)).toBe(true)
    expect(text).not.toContain(`hammer of shop${count} is`)

    await restoreOverlay(actor, { id, version: 0 })
    expect((await find('hammer'))[0]).toContain('hammer')
    await expectRightStatistics()
  })
})

describe('what lost its anchor', () => {
  it('is listed without effect, and comes back with the text', async () => {
    await curate({ anchor: await anchorOf('anvil'), keywords: ['smithy'], isExcluded: false })
    await updateModule(actor, { id, body: bodyWith('hammer') })
    expect(await getOverlay(actor, { id })).toMatchObject({
      version: 1,
      lost: 1,
      entries: [{ chunkId: null, keywords: ['smithy'], anchor: { headingPath: ['About anvil'] } }],
    })
    expect(await find('smithy')).toEqual([])
    await updateModule(actor, { id, body: bodyWith('anvil') })
    expect(await find('smithy')).toHaveLength(1)
    await expectRightStatistics()
  })
})

describe('two curators', () => {
  it('cannot overwrite each other, and saving the same again makes no version', async () => {
    const anchor = await anchorOf('anvil')
    await curate({ anchor, keywords: ['one'] })
    const late = saveOverlay(actor, { id, entries: [{ anchor, keywords: ['two'] }], baseVersion: 0 })
    await expect(late).rejects.toMatchObject({ code: 'CONFLICT', data: { version: 1 } })
    expect(await curate({ anchor, keywords: ['one'] })).toMatchObject({ version: 1 })
    expect(await find('two')).toEqual([])
  })

  it('leave statistics and index right while others publish', async () => {
    const anchor = await anchorOf('anvil')
    await Promise.allSettled([
      curate({ anchor, keywords: ['forge'] }),
      updateModule(actor, { id, body: bodyWith('anvil', 'tongs') }),
      curate({ anchor, keywords: ['bellows'], isExcluded: true }),
    ])
    await expectRightStatistics()
    const { version, entries } = await getOverlay(actor, { id })
    expect(version).toBe(1)
    expect(await find('forge')).toHaveLength(entries[0]?.keywords.includes('forge') ? 1 : 0)
  })
})

// a thread of its own starts, on a busy machine for long
it('curates a long text in a thread, as it would here', async () => {
  const subjects = Array.from({ length: 12 }, (_, at) => `lathe${at}`)
  await updateModule(actor, { id, body: bodyWith(...subjects) })
  await curate(
    { anchor: await anchorOf('lathe7'), keywords: ['turnery'] },
    { anchor: await anchorOf('lathe10'), isExcluded: true },
  )
  expect(workOnText).toHaveBeenCalledWith('reindex', expect.anything(), expect.objectContaining({ urgency: 'person' }))
  expect(await find('turnery')).toEqual([expect.stringContaining('lathe7')])
  expect(await find('lathe10')).toEqual([])
  await expectRightStatistics()
}, 120_000)

it('keeps curation of a module that was never published, with no chunk to apply to', async () => {
  const draft = `draft-${count}`
  await createModule(actor, { id: draft, name: 'Draft', body: 'Text.', publish: false })
  const entries = [{ anchor: { headingPath: [], text: 'Text.' }, keywords: ['note'] }]
  const saved = await saveOverlay(actor, { id: draft, entries, baseVersion: 0 })
  expect(saved).toMatchObject({ version: 1, lost: 1, entries: [{ chunkId: null }] })
  expect(await getOverlay(actor, { id: draft })).toEqual(saved)
})
