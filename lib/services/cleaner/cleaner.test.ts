import { beforeAll, expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { applyEdits, loadTokenizer, NOISE_KINDS, type NoiseKind, type SourceEdit } from '@/lib/engine'
import { queueReindex, reindexModules } from '@/lib/indexing/curation/reindex-modules'
import { recountTerms, storedTerms } from '@/lib/indexing/lexical/testing/recount-terms'
import { embedAndStore } from '@/lib/indexing/versions/embed-and-store'
import type { ComposedDto } from '@/lib/schemas/contexts/compose'
import { parseModuleFile } from '@/lib/schemas/front-matter/parse-module-file'
import { type Actor, whoOf } from '@/lib/services/actor'
import { createComposition } from '@/lib/services/compose/create-composition'
import { replayComposition } from '@/lib/services/compose/replay-composition'
import { importModules } from '@/lib/services/imports/import-modules'
import { archiveModules } from '@/lib/services/modules/archive-modules'
import { getModule } from '@/lib/services/modules/get-module'
import { listChunks } from '@/lib/services/modules/list-chunks'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'
import { searchModules } from '@/lib/services/search/search-modules'
import { prepareVersion } from '@/lib/texts/prepare/prepare-version'
import { changeCleaner } from './change-cleaner'
import { getCleaner } from './get-cleaner'
import { previewCleaner } from './preview-cleaner'

const DATA = `iVBORw0KGgoAAAANSUhEUgiV${'BORw0KGgoAAAANSUhEUgiV9'.repeat(30)}xQ==`
const FILES = {
  logo: `# Logo\n\n<!-- zanzibar -->\n\n![logo](data:image/png;base64,${DATA})\n\nThe logo is blue.`,
  old: '# Old\n\n<!-- zanzibar -->\n\nWhat was archived.',
  plain: '# Plain\n\nNothing but words of the logo.',
}

let actor: Actor
let workspaceId: string
let composed: ComposedDto

beforeAll(async () => {
  const workspace = await createTestWorkspace('cleaner')
  actor = workspace.actor
  workspaceId = workspace.workspaceId
  await prisma.$transaction((tx) => createDefaultPolicy(tx, workspaceId))
  const files = Object.entries(FILES).map(([id, content]) => ({ path: `${id}.md`, content }))
  await importModules(actor, { files })
  await archiveModules(actor, { ids: ['old'] })
  await reindexModules(workspaceId)
  composed = await createComposition(actor, { query: 'Which colour has the logo?' })
})

async function findByComment(): Promise<string[]> {
  const { results } = await searchModules(actor, { query: 'zanzibar' })
  return results.filter(({ scores }) => scores.lexical !== undefined).map(({ moduleId }) => moduleId)
}

async function expectExact(leftOut: readonly NoiseKind[]): Promise<void> {
  const tokenizer = await loadTokenizer('gpt')
  const cleaner = await getCleaner(actor, {})
  expect(cleaner).toMatchObject({ leftOut, modules: 3, prepared: 3 })
  for (const id of Object.keys(FILES)) {
    const { body, tokenCount } = await getModule(actor, { id })
    const { edits } = await prisma.moduleIndex.findUniqueOrThrow({
      where: { workspaceId_moduleId_version: { workspaceId, moduleId: id, version: 1 } },
    })
    const whole = applyEdits(body, 0, body.length, (edits ?? []) as unknown as SourceEdit[])
    expect(tokenCount).toBe(tokenizer.count(whole))
    expect(whole.includes('zanzibar')).toBe(id !== 'plain' && !leftOut.includes('comments'))
    for (const chunk of (await listChunks(actor, { id })).items) {
      expect(chunk.text).toBe(applyEdits(body, chunk.startOffset, chunk.endOffset, chunk.edits))
      expect(chunk.tokenCount).toBe(tokenizer.count(chunk.text))
    }
  }
  expect(await storedTerms(workspaceId)).toEqual(await recountTerms(workspaceId))
  expect(await replayComposition(actor, { id: composed.id })).toMatchObject({
    isExact: true,
    redactions: [],
    messages: composed.messages,
  })
}

it('shows what would be left out and what that saves, and changes nothing', async () => {
  const preview = await previewCleaner(actor, { id: 'logo', leftOut: ['comments'] })
  expect(preview.pieces.filter(({ kind }) => kind !== null)).toEqual([{ text: '<!-- zanzibar -->', kind: 'comments' }])
  expect(preview.pieces.map(({ text }) => text).join('')).toBe((await getModule(actor, { id: 'logo' })).body)
  expect(preview.kinds.map(({ kind, count }) => [kind, count])).toEqual([
    ['data', 1],
    ['comments', 1],
  ])
  const [data, comments] = preview.kinds
  expect(data!.tokens).toBeGreaterThan(200)
  expect(preview.tokens - preview.cleanTokens).toBe(comments!.tokens)
  const all = await previewCleaner(actor, { id: 'logo' })
  expect(all.cleanTokens).toBeLessThan(preview.cleanTokens)
  await expectExact(NOISE_KINDS)
})

it('prepares all modules anew by another setting, archived ones too; each is as it was until then', async () => {
  const versions = await prisma.moduleVersion.findMany({ where: { workspaceId } })
  expect(await findByComment()).toEqual([])
  const leftOut = ['data', 'code', 'components', 'badges'] as const
  expect(await changeCleaner(actor, { leftOut })).toMatchObject({ leftOut, modules: 3, prepared: 0 })
  expect(await findByComment()).toEqual([])
  await reindexModules(workspaceId)
  expect(await findByComment()).toEqual(['logo'])
  await expectExact(leftOut)
  expect(await prisma.moduleVersion.findMany({ where: { workspaceId } })).toEqual(versions)
  await changeCleaner(actor, { leftOut: NOISE_KINDS })
  await reindexModules(workspaceId)
  expect(await findByComment()).toEqual([])
  await expectExact(NOISE_KINDS)
})

it('prepares anew what an older chunker cut, when a process starts', async () => {
  const key = { workspaceId, moduleId: 'logo', version: 1 }
  const { body } = await getModule(actor, { id: 'logo' })
  // as it was before noise was left out
  await prisma.chunk.updateMany({ where: key, data: { endOffset: body.trimEnd().length } })
  await prisma.$executeRaw`UPDATE "Chunk" SET "edits" = NULL WHERE "workspaceId" = ${workspaceId} AND "moduleId" = 'logo'`
  await prisma.moduleIndex.update({ where: { workspaceId_moduleId_version: key }, data: { preparedBy: '' } })
  await prisma.workspaceProgress.update({ where: { workspaceId }, data: { preparedBy: '' } })
  expect(await getCleaner(actor, {})).toMatchObject({ modules: 3, prepared: 2 })
  await queueReindex()
  expect((await getCleaner(actor, {})).job).toMatchObject({ state: 'waiting' })
  await reindexModules(workspaceId)
  await expectExact(NOISE_KINDS)
})

it('prepares anew what was prepared before the setting changed and stored after it', async () => {
  const file = parseModuleFile('late.md', '# Late\n\n<!-- zanzibar -->\n\nWhat was prepared before.')
  const version = await prepareVersion(file, 'late.md')
  await changeCleaner(actor, { leftOut: [] })
  await reindexModules(workspaceId)
  const lengths = { averageLength: 1, moduleAverageLength: 1 }
  const options = { author: whoOf(actor), message: '', urgency: 'import', lengths } as const
  await embedAndStore(workspaceId, [{ version, baseVersion: 0 }], options)
  const { modules, prepared, job } = await getCleaner(actor, {})
  expect([modules - prepared, job?.state]).toEqual([1, 'waiting'])
  await reindexModules(workspaceId)
  expect(await findByComment()).toContain('late')
})
