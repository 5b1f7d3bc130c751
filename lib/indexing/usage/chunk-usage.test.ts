import { beforeAll, expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { reindexModules } from '@/lib/indexing/curation/reindex-modules'
import type { Actor } from '@/lib/services/actor'
import { saveOverlay } from '@/lib/services/chunk-overlays/save-overlay'
import { changeCleaner } from '@/lib/services/cleaner/change-cleaner'
import { createComposition } from '@/lib/services/compose/create-composition'
import { importModules } from '@/lib/services/imports/import-modules'
import { rankUsage } from '@/lib/services/insights/rank-usage'
import { listChunks } from '@/lib/services/modules/list-chunks'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'
import { countChunkUsage } from './count-chunk-usage'

// Comments before each section: once they are left in, each takes chunks of its own and all ordinals move.
const COMMENT = `<!-- ${'an editor wrote this remark, which says nothing at all. '.repeat(20)} -->`
const TOPICS = ['glacier', 'volcano', 'harbour', 'orchard', 'library']
const sentences = (topic: string) =>
  Array.from({ length: 60 }, (_, n) => `Everything about the ${topic}, its keeper and opening hour number ${n}.`).join(
    ' ',
  )
const section = (topic: string) => `## The ${topic}\n\n${COMMENT}\n\n${sentences(topic)}`
const BODY = `# Places\n\n${TOPICS.map(section).join('\n\n')}`

let actor: Actor
let workspaceId: string

beforeAll(async () => {
  const workspace = await createTestWorkspace('chunk-usage')
  actor = workspace.actor
  workspaceId = workspace.workspaceId
  await prisma.$transaction((tx) => createDefaultPolicy(tx, workspaceId))
  await importModules(actor, { files: [{ path: 'places.md', content: BODY }] })
  await reindexModules(workspaceId)
  for (const topic of ['orchard', 'orchard', 'library']) {
    await createComposition(actor, { query: `When does the ${topic} open?` })
  }
  await countChunkUsage(workspaceId, new AbortController().signal)
})

/** How often what is said of each topic was used: the text of the chunks that count as used. */
async function usageOfTopics(): Promise<Record<string, number>> {
  const { items } = await listChunks(actor, { id: 'places' })
  const { chunks } = await rankUsage(actor, {})
  expect(new Set(chunks.map(({ name }) => name))).toEqual(new Set(['Places']))
  const usage: Record<string, number> = {}
  for (const { chunkId, timesUsed } of chunks) {
    const { text = '' } = items.find((item) => item.chunkId === chunkId) ?? {}
    for (const topic of TOPICS) {
      if (text.includes(`about the ${topic}`)) usage[topic] = Math.max(usage[topic] ?? 0, timesUsed)
    }
  }
  return usage
}

async function cutAnew(leftOut: string[]): Promise<void> {
  await changeCleaner(actor, { leftOut })
  await reindexModules(workspaceId)
}

it('keeps counts with their passages when a version is cut anew, before and after they are counted again', async () => {
  const before = await usageOfTopics()
  expect(before.orchard).toBeGreaterThanOrEqual(2)
  const ordinalsBefore = (await listChunks(actor, { id: 'places' })).total
  await cutAnew([])
  expect((await listChunks(actor, { id: 'places' })).total).toBeGreaterThan(ordinalsBefore)
  expect(await usageOfTopics()).toEqual(before)
  // the traces name chunks as they were cut before
  await countChunkUsage(workspaceId, new AbortController().signal)
  expect(await usageOfTopics()).toEqual(before)
  await cutAnew(['data', 'comments', 'code', 'components', 'badges'])
  expect(await usageOfTopics()).toEqual(before)
})

it('keeps them when a chunk is only indexed with other words', async () => {
  const before = await usageOfTopics()
  const { items } = await listChunks(actor, { id: 'places' })
  const entries = items.map(({ headingPath, text }) => {
    return { anchor: { headingPath, text }, isExcluded: false, keywords: ['place'], questions: [] }
  })
  await saveOverlay(actor, { id: 'places', baseVersion: 0, entries, message: '' })
  expect(await usageOfTopics()).toEqual(before)
})
