import { beforeAll, expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { bumpRevision } from '@/lib/db/releases/bump-revision'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { chunkText, TERMS_VERSION } from '@/lib/engine'
import { recountTerms, storedTerms } from '@/lib/indexing/lexical/testing/recount-terms'
import type { Actor } from '@/lib/services/actor'
import { importModules } from '@/lib/services/imports/import-modules'
import { archiveModules } from '@/lib/services/modules/archive-modules'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'
import { searchModules } from '@/lib/services/search/search-modules'
import { indexModule, indexVersion } from '@/lib/texts/prepare/prepare-version'
import { prepareReindex } from './prepare-reindex'
import { queueReindex, reindexModules } from './reindex-modules'
import { readIndexedState, storeReindex } from './store-reindex'

const FILES = {
  rueckgabe:
    '# Rückgabe\n\nDie Lieferung wird innerhalb von vierzehn Tagen zurückgegeben, und wir erstatten dem Kunden den Betrag.',
  versand: '# Versand\n\nDas Paket wird von uns an den Empfänger verschickt, sobald es bezahlt worden ist.',
  returns: '# Returns\n\nThe delivery is returned within fourteen days, and we refund the customer.',
}

let actor: Actor
let workspaceId: string

beforeAll(async () => {
  const workspace = await createTestWorkspace('reindex')
  workspaceId = workspace.workspaceId
  actor = workspace.actor
  await prisma.$transaction((tx) => createDefaultPolicy(tx, workspaceId))
  const files = Object.entries(FILES).map(([name, content]) => ({ path: `${name}.md`, content }))
  await importModules(actor, { files })
})

/** As an older Loadout indexed it: everything stemmed as English. */
async function indexAsEnglish(moduleId: string): Promise<void> {
  const key = { workspaceId, moduleId, version: 1 }
  await prisma.moduleIndex.update({ where: { workspaceId_moduleId_version: key }, data: { termsVersion: 0 } })
  const { change, embedding } = await prepareReindex(workspaceId, moduleId, 1, [])
  const row = await prisma.moduleVersion.findUniqueOrThrow({ where: { workspaceId_moduleId_version: key } })
  const marks = change.chunks.map(() => ({ isExcluded: false, extraTexts: [], curation: null }))
  const languages = { language: 'en', parts: change.chunks.map(() => 'en') }
  const texts = change.chunks.map((chunk) => ({ ...chunk, text: chunkText(row.body, chunk) }))
  const chunks = indexVersion(row, texts, marks, languages)
  const { indexedText: _, ...index } = indexModule(row, row.body, change.chunks, marks, languages)
  const old = { ...change, index, language: 'und', termLanguages: [], termsVersion: 0 }
  await prisma.$transaction(async (tx) => {
    await bumpRevision(tx, workspaceId)
    const { overlayVersion } = (await readIndexedState(tx, workspaceId, moduleId))!
    const rows = chunks.map(({ indexedText: _, ...chunk }) => chunk)
    await storeReindex(tx, workspaceId, { change: { ...old, chunks: rows }, embedding }, overlayVersion)
  })
}

/** The modules that the words of a query find. */
async function findByWords(query: string): Promise<string[]> {
  const { results } = await searchModules(actor, { query })
  return results.filter(({ scores }) => scores.lexical !== undefined).map(({ moduleId }) => moduleId)
}

it('finds modules by inflected words of their own language, and an English one beside them', async () => {
  expect(await findByWords('Lieferungen')).toEqual(['rueckgabe'])
  expect(await findByWords('verschicktes Paket')).toEqual(['versand'])
  expect(await findByWords('deliveries')).toEqual(['returns'])
})

it('indexes modules of an older version anew, archived ones too, and finds them meanwhile as before', async () => {
  for (const id of Object.keys(FILES)) await indexAsEnglish(id)
  await prisma.workspaceProgress.update({ where: { workspaceId }, data: { termsVersion: 0 } })
  await prisma.releaseState.updateMany({ where: { workspaceId }, data: { languages: [] } })
  await archiveModules(actor, { ids: ['versand'] })
  expect(await findByWords('Lieferungen')).toEqual([])
  expect(await findByWords('Lieferung')).toEqual(['rueckgabe'])

  await queueReindex()
  await reindexModules(workspaceId)

  expect(await findByWords('Lieferungen')).toEqual(['rueckgabe'])
  expect(await findByWords('deliveries')).toEqual(['returns'])
  const versions = await prisma.moduleIndex.findMany({ where: { workspaceId }, orderBy: { moduleId: 'asc' } })
  expect(versions.map(({ language, termsVersion }) => [language, termsVersion])).toEqual([
    ['en', TERMS_VERSION],
    ['de', TERMS_VERSION],
    ['de', TERMS_VERSION],
  ])
  expect(await storedTerms(workspaceId)).toEqual(await recountTerms(workspaceId))
  const state = await prisma.workspaceProgress.findUniqueOrThrow({ where: { workspaceId } })
  expect(state).toMatchObject({ termsVersion: TERMS_VERSION })
  expect(await prisma.releaseState.findFirst({ where: { workspaceId } })).toMatchObject({ languages: ['de', 'en'] })
})

it('has the embedder fitted anew also when the process was killed after the last module', async () => {
  await prisma.workspaceProgress.update({ where: { workspaceId }, data: { termsVersion: 0 } })
  const fitted = { isAutomatic: true, fittedChunks: 30, fittedRevision: 1 }
  await prisma.embeddingIndex.updateMany({ where: { workspaceId, status: 'active' }, data: fitted })
  const fittedChunks = async () =>
    (await prisma.embeddingIndex.findFirstOrThrow({ where: { workspaceId, status: 'active' } })).fittedChunks
  await reindexModules(workspaceId)
  expect(await fittedChunks()).toBe(0)
  await prisma.embeddingIndex.updateMany({ where: { workspaceId, status: 'active' }, data: fitted })
  await reindexModules(workspaceId)
  expect(await fittedChunks()).toBe(30)
})
