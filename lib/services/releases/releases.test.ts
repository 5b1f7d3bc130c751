import { beforeAll, describe, expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { FIRST_EMBEDDING_INDEX } from '@/lib/db/start/first-embedding-index'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { followEmbedding } from '@/lib/indexing/embedding/follow-embedding'
import { createCandidates } from '@/lib/indexing/versions/create-candidates'
import { dropCandidates } from '@/lib/indexing/versions/drop-candidates'
import type { Actor } from '@/lib/services/actor'
import { createComposition } from '@/lib/services/compose/create-composition'
import { replayComposition } from '@/lib/services/compose/replay-composition'
import { importModules } from '@/lib/services/imports/import-modules'
import { archiveModules } from '@/lib/services/modules/archive-modules'
import { deleteModule } from '@/lib/services/modules/delete-module'
import { exportModules } from '@/lib/services/modules/export-modules'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'
import { explainRetrieval } from '@/lib/services/retrieval/explain-retrieval'
import { searchModules } from '@/lib/services/search/search-modules'
import { createRelease } from './create-release'
import { deleteRelease } from './delete-release'
import { getRelease } from './get-release'
import { listReleases } from './list-releases'
import { removeReleaseEntry } from './remove-release-entry'
import { setReleaseEntries } from './set-release-entries'

let actor: Actor
let workspaceId: string

const herons = (text: string) => ({ path: 'herons.md', content: `# Herons\n\nHerons ${text}.` })
const query = 'What do herons eat?'

beforeAll(async () => {
  const workspace = await createTestWorkspace('releases')
  workspaceId = workspace.workspaceId
  actor = workspace.actor
  await prisma.$transaction((tx) => createDefaultPolicy(tx, workspaceId))
  const owls = { path: 'owls.md', content: '# Owls\n\nOwls eat mice at night.' }
  await importModules(actor, { files: [herons('eat fish'), owls] })
  await importModules(actor, { files: [herons('eat frogs')] })
})

async function textOf(release?: string): Promise<string> {
  return (await createComposition(actor, { query, release })).text
}

describe('a release', () => {
  it('is its base but for its entries, wherever it is named', async () => {
    await createRelease(actor, { id: 'first', name: 'First', entries: [{ moduleId: 'herons', version: 1 }] })
    const composed = await createComposition(actor, { query, release: 'first' })
    expect(composed.text).toContain('eat fish')
    expect(composed.trace.releaseId).toBe('first')
    expect(await replayComposition(actor, { id: composed.id })).toMatchObject({ isExact: true })
    const { results } = await searchModules(actor, { query, release: 'first' })
    expect(results.find(({ moduleId }) => moduleId === 'herons')).toMatchObject({ version: 1 })
    const explained = await explainRetrieval(actor, { query, release: 'first' })
    expect(explained.releaseId).toBe('first')
    expect(explained.candidates.map(({ key }) => key)).toContain('herons@1#0')
    // who names none gets production
    const production = await createComposition(actor, { query })
    expect(production.text).toContain('eat frogs')
    expect(production.trace.releaseId).toBe('production')
  })

  it('says what it differs by', async () => {
    const release = await getRelease(actor, { id: 'first' })
    expect(release).toMatchObject({ name: 'First', baseId: 'production', modules: 2, chunks: 2, differences: 1 })
    expect(release.entries).toEqual([
      { moduleId: 'herons', name: 'Herons', version: 1, baseVersion: 2, proposedIn: null },
    ])
    const { items } = await listReleases(actor, {})
    expect(items.map(({ id, differences }) => [id, differences])).toEqual([
      ['production', 0],
      ['first', 1],
    ])
  })

  it('takes modules out and puts them back, and follows its base in the rest', async () => {
    await setReleaseEntries(actor, { id: 'first', entries: [{ moduleId: 'herons', version: null }] })
    expect(await textOf('first')).not.toContain('Herons')
    expect(await textOf()).toContain('eat frogs')
    expect(await removeReleaseEntry(actor, { id: 'first', moduleId: 'herons' })).toMatchObject({ entries: [] })
    expect(await textOf('first')).toContain('eat frogs')
    await importModules(actor, { files: [herons('eat eels')] })
    expect(await textOf('first')).toContain('eat eels')
    await setReleaseEntries(actor, { id: 'first', entries: [{ moduleId: 'herons', version: 2 }] })
    await archiveModules(actor, { ids: ['herons'] })
    expect(await textOf('first')).toContain('eat frogs')
    expect(await textOf()).not.toContain('Herons')
  })

  it('has the vectors made that its versions lack', async () => {
    const older = { workspaceId, moduleId: 'herons', version: 2 }
    await prisma.chunkEmbedding.deleteMany({ where: older })
    await prisma.moduleEmbedding.deleteMany({ where: older })
    await setReleaseEntries(actor, { id: 'first', entries: [{ moduleId: 'herons', version: 2 }] })
    await followEmbedding(workspaceId)
    expect(await prisma.chunkEmbedding.count({ where: older })).toBe(1)
    const index = await prisma.embeddingIndex.findFirstOrThrow({ where: { workspaceId } })
    expect(index.error).toBeNull()
  })

  it('keeps vectors of its versions, and candidates keep theirs, under the next model', async () => {
    const file = { id: 'herons', source: '# Herons\n\nHerons eat voles.', path: 'herons.md' }
    const options = {
      author: { kind: 'system', id: null, name: 'test', personId: null },
      message: '',
      urgency: 'person',
    } as const
    const candidates = await createCandidates(workspaceId, [file], options)
    await prisma.embeddingIndex.create({
      data: { ...FIRST_EMBEDDING_INDEX, workspaceId, id: 'next', status: 'building', isAutomatic: false },
    })
    await followEmbedding(workspaceId)
    const active = await prisma.embeddingIndex.findFirstOrThrow({ where: { workspaceId, status: 'active' } })
    expect(active.id).toBe('next')
    for (const { version } of [{ version: 2 }, ...candidates]) {
      const where = { workspaceId, model: 'next', moduleId: 'herons', version }
      expect(await prisma.chunkEmbedding.count({ where }), `version ${version}`).toBe(1)
    }
    const { results } = await searchModules(actor, { query, release: 'first' })
    expect(results.find(({ moduleId }) => moduleId === 'herons')?.scores).toMatchObject({ vector: expect.any(Number) })
    await dropCandidates(workspaceId, candidates)
  })

  it('is exported as it is', async () => {
    const { stream } = await exportModules(actor, { release: 'first' })
    const bytes = new Uint8Array(await new Response(stream).arrayBuffer())
    const { unzipSync, strFromU8 } = await import('fflate')
    const files = Object.entries(unzipSync(bytes)).map(([path, file]) => [path, strFromU8(file)])
    expect(files.map(([path]) => path)).toEqual(['herons.md', 'owls.md'])
    expect(files[0]?.[1]).toContain('eat frogs')
  })

  it('loses a module that is deleted, and leaves nothing of itself behind', async () => {
    await deleteModule(actor, { id: 'herons' })
    expect(await getRelease(actor, { id: 'first' })).toMatchObject({ entries: [], modules: 1, chunks: 1 })
    await deleteRelease(actor, { id: 'first' })
    const where = { workspaceId, releaseId: 'first' }
    expect(await prisma.releaseState.count({ where })).toBe(0)
    expect(await prisma.termStatistic.count({ where })).toBe(0)
    expect(await prisma.termChange.count({ where })).toBe(0)
    await expect(createComposition(actor, { query, release: 'first' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('refuses', () => {
  it('to change or delete production this way', async () => {
    const entries = [{ moduleId: 'owls', version: null }]
    const conflict = { code: 'CONFLICT' }
    await expect(setReleaseEntries(actor, { id: 'production', entries })).rejects.toMatchObject(conflict)
    await expect(deleteRelease(actor, { id: 'production' })).rejects.toMatchObject(conflict)
  })

  it('versions that are not there, ids that are taken, and beginnings that are not there', async () => {
    const entries = [{ moduleId: 'owls', version: 9 }]
    await expect(createRelease(actor, { name: 'Next', entries })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await createRelease(actor, { id: 'next', name: 'Next' })
    await expect(createRelease(actor, { id: 'next', name: 'Other' })).rejects.toMatchObject({ code: 'CONFLICT' })
    const named = { code: 'CONFLICT', data: { fields: { name: 'is taken by another release: choose another one.' } } }
    await expect(createRelease(actor, { name: 'NEXT' })).rejects.toMatchObject(named)
    await expect(createRelease(actor, { name: 'On none', from: 'none' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    const twice = [...entries, ...entries]
    await expect(createRelease(actor, { name: 'Twice', entries: twice })).rejects.toMatchObject({ code: 'VALIDATION' })
  })
})
