import { beforeAll, describe, expect, it } from 'vitest'
import type { SearchQuery } from '@/lib/engine'
import { extractTerms } from '@/lib/engine/text/terms'
import { followApproximate } from '@/lib/indexing/embedding/follow-approximate'
import { purgeIndexes } from '@/lib/indexing/embedding/purge-indexes'
import { offlineEmbedding } from '@/lib/models/embedding/offline-embedding'
import { getEmbedding } from '@/lib/services/embeddings/get-embedding'
import { importModules } from '@/lib/services/imports/import-modules'
import { createRelease } from '@/lib/services/releases/create-release'
import { databaseKind, databasePool, prisma } from '../../client'
import { createTestWorkspace } from '../../testing/create-test-workspace'
import { openRetrieval } from '../open'
import { type ApproximateDocuments, indexNameOf, listsOf } from './index-sql'
import { listIndexes, makeIndex } from './make-index'
import { findServing, RECALL_AIM } from './serving'

const MODULES = 240
const BRANCH = 'branch'
const ALL = { chunks: 0, modules: 0 }
const syllables = 'ba ce di fo gu ha je ki lo mu na pe'.split(' ')
const wordOf = (n: number) => `${syllables[n % 12]}${syllables[Math.floor(n / 12) % 12]}${syllables[(n * 7) % 12]}`

/** Texts of differing words; one module in 80 is of the category `rare`. */
function library(from: number, count: number) {
  return Array.from({ length: count }, (_, i) => {
    const at = from + i
    const sections = [0, 1, 2].map((section) => {
      const words = Array.from({ length: 30 }, (_, word) => wordOf((at * 31 + section * 17 + word * word) % 144))
      return `## Part ${section}\n\n${words.join(' ')}.`
    })
    const matter = { id: `m${at}`, category: at % 80 === 7 ? 'rare' : ['even', 'odd'][at % 2] }
    return {
      path: `m${at}.md`,
      content: `---\n${JSON.stringify(matter)}\n---\n# Module ${at}\n\n${sections.join('\n\n')}`,
    }
  })
}

// npm test has an embedded database, which makes no such indexes; with DATABASE_URL it has a server
describe.runIf(databaseKind === 'postgres')('approximate indexes', () => {
  let workspaceId: string
  let otherId: string
  const keyOf = (documents: ApproximateDocuments, id = workspaceId) => ({
    ...{ workspaceId: id, indexId: offlineEmbedding.model, documents },
  })

  beforeAll(async () => {
    const [ours, theirs] = [await createTestWorkspace('near'), await createTestWorkspace('other')]
    workspaceId = ours.workspaceId
    otherId = theirs.workspaceId
    for (const { actor } of [ours, theirs]) {
      const { results } = await importModules(actor, { files: library(0, MODULES) })
      expect(results.filter(({ status }) => status === 'failed')).toEqual([])
    }
    const entries = Array.from({ length: MODULES / 2 }, (_, i) => ({ moduleId: `m${2 * i}`, version: null }))
    await createRelease(ours.actor, { id: BRANCH, name: 'Branch', entries })
    await followApproximate(workspaceId, undefined, ALL)
  })

  async function toQuery(at: number, fields: Partial<SearchQuery> = {}): Promise<SearchQuery> {
    const text = `${wordOf(at)} ${wordOf(at + 5)} ${wordOf(at + 11)}`
    const [embedding = []] = await offlineEmbedding.embed([text])
    return { terms: extractTerms(text), embedding, excludes: [], ...fields }
  }

  function open(releaseId: string, maxExactChunks: number) {
    const embeddingModel = offlineEmbedding.model
    return openRetrieval({ workspaceId, releaseId, embeddingModel, maxIndexedModules: 0, maxExactChunks })
  }

  const timesUsed = async (documents: ApproximateDocuments) => {
    const { rows } = await databasePool().query<{ times: number }>(
      'SELECT idx_scan::int AS times FROM pg_stat_user_indexes WHERE indexrelname = $1',
      [indexNameOf(keyOf(documents))],
    )
    return rows[0]?.times ?? 0
  }

  it('are made and measured, and serve', async () => {
    for (const documents of ['chunks', 'modules'] as const) {
      const where = { workspaceId_indexId_documents: keyOf(documents) }
      const { rows, recall } = await prisma.approximateIndex.findUniqueOrThrow({ where })
      expect(rows).toBeGreaterThanOrEqual(MODULES)
      expect(recall).toBeGreaterThanOrEqual(RECALL_AIM)
      expect(await findServing(keyOf(documents), 256)).toMatchObject({ dimensions: 256 })
      expect(await findServing(keyOf(documents), 128)).toBeNull()
    }
    const actor = { kind: 'system', workspaceId, name: 'test' } as const
    const { chunks, modules } = (await getEmbedding(actor, {})).search
    expect([chunks.kind, modules.kind]).toEqual(['approximate', 'approximate'])
    expect(chunks.recall).toBeGreaterThanOrEqual(RECALL_AIM)
  })

  it.each([
    ['everything', 'production', {}],
    ['a filter', 'production', { filters: { category: 'odd' } }],
    ['what is excluded', 'production', { excludes: ['m1', 'm2', 'm3', 'm5', 'm8', 'm13'] }],
    ['a release that holds half', BRANCH, {}],
    ['a narrow filter in such a release', BRANCH, { filters: { category: 'rare' } }],
    ['a filter that nothing passes', 'production', { filters: { category: 'none' } }],
  ])('find what looking at each vector finds: %s', async (_, releaseId, fields) => {
    const before = await timesUsed('chunks')
    let [found, exact] = [0, 0]
    for (let at = 0; at < 20; at++) {
      const query = await toQuery(at * 3, fields)
      const ours = await open(releaseId, 0).searchChunks(query, 10)
      const theirs = await open(releaseId, 1_000_000).searchChunks(query, 10)
      expect(ours.lexical).toEqual(theirs.lexical)
      const least = theirs.vector.at(-1)?.score ?? 0
      exact += theirs.vector.length
      found += ours.vector.filter(({ score }) => score >= least).length
      for (const { moduleId } of ours.vector) {
        expect(query.excludes).not.toContain(moduleId)
        if (releaseId === BRANCH) expect(Number(moduleId.slice(1)) % 2).toBe(1)
      }
    }
    expect(found).toBeGreaterThanOrEqual(RECALL_AIM * exact)
    // without a chunk to find none is sought
    if (exact > 0) await expect.poll(() => timesUsed('chunks'), { timeout: 15_000 }).toBeGreaterThan(before)
  })

  it('find modules as well', async () => {
    const before = await timesUsed('modules')
    const indexed = await open('production', 0).searchModules(await toQuery(4), 10)
    await prisma.approximateIndex.updateMany({ where: keyOf('modules'), data: { recall: 0 } })
    const exact = await open('production', 0).searchModules(await toQuery(4), 10)
    await prisma.approximateIndex.updateMany({ where: keyOf('modules'), data: { recall: 1 } })
    expect(indexed).toEqual(exact)
    expect(exact.vector).toHaveLength(10)
    await expect.poll(() => timesUsed('modules'), { timeout: 15_000 }).toBeGreaterThan(before)
  })

  it('are deleted when they find too little, and not made again before much has come', async () => {
    const { indexId } = keyOf('modules')
    const where = { workspaceId_indexId_documents: keyOf('modules') }
    await prisma.approximateIndex.update({ where, data: { recall: 0.9 }, select: { indexId: true } })
    await followApproximate(workspaceId, undefined, ALL)
    expect(await listIndexes()).not.toContain(indexNameOf(keyOf('modules')))
    expect(await findServing(keyOf('modules'), 256)).toBeNull()
    const actor = { kind: 'system', workspaceId, name: 'test' } as const
    expect((await getEmbedding(actor, {})).search.modules).toEqual({ kind: 'refused', recall: 0.9 })
    await prisma.approximateIndex.updateMany({ where: { workspaceId, indexId }, data: { rows: 10 } })
    await followApproximate(workspaceId, undefined, ALL)
    expect(await findServing(keyOf('modules'), 256)).not.toBeNull()
  })

  it('are made for more lists when much has come', async () => {
    const name = indexNameOf(keyOf('chunks'))
    const where = { workspaceId_indexId_documents: keyOf('chunks') }
    await prisma.approximateIndex.update({ where, data: { rows: 10 }, select: { indexId: true } })
    await databasePool().query(`ALTER INDEX "${name}" SET (lists = 3)`)
    await followApproximate(workspaceId, undefined, ALL)
    const { rows } = await prisma.approximateIndex.findUniqueOrThrow({ where })
    const { rows: made } = await databasePool().query('SELECT reloptions FROM pg_class WHERE relname = $1', [name])
    expect(made).toEqual([{ reloptions: [`lists=${listsOf(rows)}`] }])
    expect(await findServing(keyOf('chunks'), 256)).not.toBeNull()
  })

  it('hold no vector of another workspace, and none of other dimensions', async () => {
    const { rows } = await databasePool().query<{ definition: string; entries: number }>(
      `SELECT pg_get_indexdef(c.oid) AS definition, c.reltuples::int AS entries FROM pg_class c WHERE c.relname = $1`,
      [indexNameOf(keyOf('chunks'))],
    )
    const count = await prisma.$queryRaw<{ count: number }[]>`
      SELECT count(*)::int AS count FROM "ChunkEmbedding" WHERE "workspaceId" = ${workspaceId}`
    expect(rows[0]?.entries).toBe(count[0]?.count)
    expect(rows[0]?.definition).toContain(workspaceId)
    await prisma.$executeRaw`
      UPDATE "ChunkEmbedding" SET "embedding" = '[1,0,0]' WHERE "workspaceId" = ${workspaceId}
        AND "moduleId" = 'm9' AND "ordinal" = 0`
    const query = await toQuery(4)
    expect((await open('production', 0).searchChunks(query, 10)).vector).toHaveLength(10)
  })

  it('are made anew when making one was cut off', async () => {
    const name = indexNameOf(keyOf('chunks'))
    const isWhole = async () => {
      const { rows } = await databasePool().query<{ isWhole: boolean }>(
        'SELECT indisvalid AS "isWhole" FROM pg_index WHERE indexrelid = to_regclass($1)',
        [`"${name}"`],
      )
      return rows.map((row) => row.isWhole)
    }
    await databasePool().query(`DROP INDEX "${name}"`)
    const writer = await databasePool().connect()
    const cutOff = new AbortController()
    // one who writes keeps it waiting
    await writer.query('BEGIN; LOCK TABLE "ChunkEmbedding" IN ROW EXCLUSIVE MODE')
    const making = followApproximate(workspaceId, cutOff.signal, ALL)
    await expect.poll(isWhole, { timeout: 15_000 }).toEqual([false])
    expect(await makeIndex({ ...keyOf('chunks'), dimensions: 256 }, MODULES)).toBe(false)
    cutOff.abort(new Error('stopped'))
    await expect(making).rejects.toThrow('cancel')
    await writer.query('ROLLBACK')
    writer.release()
    expect(await isWhole()).toEqual([false])
    await followApproximate(workspaceId, undefined, ALL)
    expect(await isWhole()).toEqual([true])
  })

  it('are deleted where few vectors are left, and with the model that they are of', async () => {
    await followApproximate(otherId, undefined, ALL)
    expect(await listIndexes()).toContain(indexNameOf(keyOf('chunks', otherId)))
    await followApproximate(otherId)
    expect(await listIndexes()).not.toContain(indexNameOf(keyOf('chunks', otherId)))
    expect(await listIndexes()).toContain(indexNameOf(keyOf('chunks')))

    await prisma.embeddingIndex.updateMany({ where: { workspaceId }, data: { status: 'retired' } })
    await purgeIndexes(workspaceId)
    const left = await listIndexes()
    expect(left).not.toContain(indexNameOf(keyOf('chunks')))
    expect(left).not.toContain(indexNameOf(keyOf('modules')))
  })
})

it.runIf(databaseKind === 'embedded')(
  'are not made in the embedded database, whose one backend they would keep',
  async () => {
    const { workspaceId, actor } = await createTestWorkspace('near')
    await importModules(actor, { files: library(0, 3) })
    await followApproximate(workspaceId, undefined, ALL)
    expect(await listIndexes()).toEqual([])
  },
)
