import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { reindexModules } from '@/lib/indexing/curation/reindex-modules'
import { exportModules } from '@/lib/services/modules/export-modules'
import { getModule } from '@/lib/services/modules/get-module'
import { listChunks } from '@/lib/services/modules/list-chunks'
import { previewChunks } from '@/lib/services/modules/preview-chunks'
import { publishModule } from '@/lib/services/modules/publish-module'
import { saveDraft } from '@/lib/services/modules/save-draft'
import { importModules } from './import-modules'

const GERMAN = 'Rückfragen\n==========\n\nDer Kunde möchte wissen, wann die Lieferung kommt und für wen sie ist.\n'
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')
const latin1 = (text: string) => Buffer.from(text, 'latin1')

const FILES = [
  { path: 'notes/meeting.txt', content: '---\nDate: Monday\n---\nWe met *twice*.\r\n' },
  { path: 'data.txt', content: '{ "name": "x" }\n\nAnd a text.' },
  { path: 'german.txt', content: base64(latin1(GERMAN)), encoding: 'base64' },
  { path: 'two-bytes.txt', content: base64(Buffer.from('\uFEFFGröße\n', 'utf16le')), encoding: 'base64' },
]

describe('plain text and its encodings', { timeout: 60_000 }, () => {
  it('says in plan and result how a file was read, and imports an export back as unchanged', async () => {
    const { actor } = await createTestWorkspace('text-files')
    const run = async (files: unknown[], options = {}) => (await importModules(actor, { files, ...options })).results
    const planned = await run(FILES, { dryRun: true })
    expect(planned.map(({ plan }) => plan)).toEqual(['new', 'new', 'new', 'new'])
    const created = await run(FILES)
    for (const results of [planned, created]) {
      expect(results.map(({ problems }) => problems)).toEqual([
        [],
        [],
        [{ message: expect.stringMatching(/^Read as Windows-1252/), severity: 'warning' }],
        [],
      ])
    }
    expect((await getModule(actor, { id: 'german' })).body).toBe(GERMAN)
    expect((await getModule(actor, { id: 'notes-meeting' })).body).toBe('---\nDate: Monday\n---\nWe met *twice*.\n')
    expect((await getModule(actor, { id: 'two-bytes' })).body).toBe('Größe\n')

    const { stream } = await exportModules(actor, {})
    const archive = { path: 'modules.zip', content: base64(await new Response(stream).bytes()) }
    const again = await run([...FILES, archive])
    expect(again.slice(0, 4).map(({ status }) => status)).toEqual(['unchanged', 'unchanged', 'unchanged', 'unchanged'])
    expect((await run([archive])).map(({ path, status }) => [path, status])).toEqual([
      ['data.txt', 'unchanged'],
      ['german.txt', 'unchanged'],
      ['notes/meeting.txt', 'unchanged'],
      ['two-bytes.txt', 'unchanged'],
    ])
  })

  it('is cut by paragraphs, also where it is edited, previewed and cut anew', async () => {
    const { actor, workspaceId } = await createTestWorkspace('text-chunks')
    const content = '# set it up\nnpm ci\n\n# start it\nnpm start\n'
    await importModules(actor, { files: [{ path: 'setup.txt', content }] })
    const chunksOf = async () => (await listChunks(actor, { id: 'setup' })).items
    expect(await chunksOf()).toMatchObject([{ headingPath: [], text: content.trim() }])

    const edited = content.replace('npm ci', 'npm install')
    await saveDraft(actor, { id: 'setup', source: edited, revision: 0 })
    await publishModule(actor, { id: 'setup' })
    expect(await chunksOf()).toMatchObject([{ headingPath: [], text: edited.trim() }])
    expect((await previewChunks(actor, { source: edited, path: 'setup.txt' })).items).toHaveLength(1)
    expect((await previewChunks(actor, { source: edited })).items[0]).toMatchObject({ headingPath: ['set it up'] })

    await prisma.chunk.updateMany({ where: { workspaceId }, data: { headingPath: ['set it up'] } })
    await prisma.moduleIndex.updateMany({ where: { workspaceId }, data: { preparedBy: '' } })
    await prisma.workspaceProgress.updateMany({ where: { workspaceId }, data: { preparedBy: '' } })
    await reindexModules(workspaceId)
    expect(await chunksOf()).toMatchObject([{ headingPath: [], text: edited.trim() }])
  })

  it('gets category and tags from folders without losing text', async () => {
    const { actor } = await createTestWorkspace('text-folders')
    const options = { fromFolders: ['category'] }
    const { results } = await importModules(actor, { files: FILES.slice(0, 1), ...options })
    expect(results).toMatchObject([{ status: 'created' }])
    const module = await getModule(actor, { id: 'notes-meeting' })
    expect(module).toMatchObject({ category: 'notes', body: '---\nDate: Monday\n---\nWe met *twice*.\n' })
    const again = await importModules(actor, { files: FILES.slice(0, 1), ...options })
    expect(again.results).toMatchObject([{ status: 'unchanged' }])
  })

  it('opens a zip with texts of a Windows machine, and names what it cannot read', async () => {
    const { actor } = await createTestWorkspace('text-zip')
    const content = base64(
      zipSync({
        'german.txt': latin1(GERMAN),
        'short.txt': latin1('Größe'),
        'LICENSE.txt': strToU8('All rights.'),
        'table.csv': strToU8('a,b'),
      }),
    )
    const { results } = await importModules(actor, { files: [{ path: 'all.zip', content }] })
    expect(results.map(({ path, status }) => [path, status])).toEqual([
      ['german.txt', 'created'],
      ['short.txt', 'failed'],
      ['all.zip', 'skipped'],
    ])
    expect(results[1]?.problems[0]?.message).toMatch(/not UTF-8.*save it as UTF-8/)
    expect(results[2]?.problems[0]?.message).toMatch(/LICENSE\.txt, table\.csv/)
  })
})
