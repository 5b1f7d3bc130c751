import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { closeDatabase, prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { askForSummary } from '@/lib/indexing/summaries/ask-for-summary'
import { followSummaries } from '@/lib/indexing/summaries/follow-summaries'
import { queueMissingSummaries } from '@/lib/indexing/summaries/queue-missing-summaries'
import type { Actor } from '@/lib/services/actor'
import { saveOverlay } from '@/lib/services/chunk-overlays/save-overlay'
import { createComposition } from '@/lib/services/compose/create-composition'
import { replayComposition } from '@/lib/services/compose/replay-composition'
import { importModules } from '@/lib/services/imports/import-modules'
import { deleteModule } from '@/lib/services/modules/delete-module'
import { listChunks } from '@/lib/services/modules/list-chunks'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'
import { saveProvider } from '@/lib/services/providers/save-provider'
import { createTestUser } from '@/lib/services/testing/create-test-user'
import { chooseSummaryModel } from './choose-summary-model'
import { getSummaryModel } from './get-summary-model'
import { summarizeVersion } from './summarize-version'

vi.mock('@/lib/indexing/summaries/ask-for-summary')
const asked = vi.mocked(askForSummary)
const answered = (text: string) => ({ text, inputTokens: 90, cachedTokens: null, outputTokens: 5 })

let actor: Actor
let workspaceId: string
let count = 0
beforeAll(async () => {
  workspaceId = (await createTestWorkspace('summaries')).workspaceId
  await prisma.$transaction((tx) => createDefaultPolicy(tx, workspaceId))
  actor = (await createTestUser(workspaceId, 'owner')).actor
}, 60_000)
beforeEach(() => {
  asked.mockReset()
  count++
})
afterAll(closeDatabase)

const PARTS = ['boiler', 'turbine', 'condenser']
const sectionOf = (part: string) =>
  Array.from(
    { length: 22 },
    (_, i) => `The ${part} of plant${count} is read by its keeper at mark ${i} of the log.`,
  ).join(' ')
const bodyOf = (edition: string) =>
  `# Plant ${edition}\n\n${PARTS.map((part) => `## ${part}\n\n${sectionOf(part)}`).join('\n\n')}\n`
const publish = async (edition = 'one') => {
  const id = `plant-${count}`
  const content = `---\nid: ${id}\nname: Plant\n---\n\n${bodyOf(edition)}`
  expect(await importModules(actor, { files: [{ path: `${id}.md`, content }] })).toMatchObject({ results: [{ id }] })
  return id
}
const summariesOf = async (id: string) => (await listChunks(actor, { id })).summaries
const ask = (id: string) =>
  createComposition(actor, {
    query: `Who reads the turbine of plant${count}?`,
    contextWindow: 700,
    maxOutputTokens: 50,
    model: 'gpt-5',
  }).then((composed) => ({ ...composed, own: composed.trace.candidates.filter(({ moduleId }) => moduleId === id) }))

it('makes summaries of the release in the background, once, and offers them in place of what does not fit', async () => {
  const id = await publish()
  expect(await getSummaryModel(actor, {})).toMatchObject({ model: null, summarized: 0 })
  await queueMissingSummaries()
  // a worker of another test may be doing it already
  expect(await getSummaryModel(actor, {})).toMatchObject({ job: { name: 'follow-summaries' } })
  await followSummaries(workspaceId)
  const { modules, summarized } = await getSummaryModel(actor, {})
  expect(summarized).toBe(modules)
  const summaries = await summariesOf(id)
  expect(summaries.map(({ headingPath }) => headingPath.join('/'))).toEqual([
    '',
    ...PARTS.map((part) => `Plant one/${part}`),
  ])
  for (const { tokenCount, sourceTokens } of summaries) expect(tokenCount).toBeLessThan(sourceTokens / 2)
  const { revision } = await prisma.workspaceState.findUniqueOrThrow({ where: { workspaceId } })
  await followSummaries(workspaceId)
  expect(await prisma.workspaceState.findUniqueOrThrow({ where: { workspaceId } })).toMatchObject({ revision })

  const { own, text, trace } = await ask(id)
  expect(own.some(({ resolution }) => resolution === 'summary')).toBe(true)
  const sent = own.find(({ resolution, fate }) => resolution === 'summary' && fate === 'included')
  expect(sent).toMatchObject({ reason: 'expanded_summary', summaryId: expect.any(String) })
  expect(summaries.some((summary) => text.includes(summary.text))).toBe(true)
  expect(trace.spans.some(({ moduleId, resolution }) => moduleId === id && resolution === 'summary')).toBe(true)
})

it('replays what was sent, until the module is deleted with its summaries', async () => {
  const id = await publish()
  await followSummaries(workspaceId)
  const composed = await ask(id)
  await publish('two')
  await followSummaries(workspaceId)
  expect((await summariesOf(id))[1]?.headingPath).toEqual(['Plant two', 'boiler'])
  expect(await replayComposition(actor, { id: composed.id })).toMatchObject({ isExact: true, redactions: [] })

  const before = await prisma.summary.count({ where: { workspaceId } })
  await deleteModule(actor, { id })
  expect(await prisma.summary.count({ where: { workspaceId } })).toBeLessThan(before)
  const { redactions, messages } = await replayComposition(actor, { id: composed.id })
  expect(redactions).toContainEqual(expect.objectContaining({ kind: 'module', id: `${id}@1` }))
  expect(JSON.stringify(messages)).not.toContain(`of plant${count} is read`)
})

it('tells nothing of what curation excludes', async () => {
  const id = await publish()
  await followSummaries(workspaceId)
  expect((await summariesOf(id)).some(({ text }) => text.includes('turbine'))).toBe(true)
  const { items } = await listChunks(actor, { id })
  const entries = items
    .filter(({ headingPath }) => headingPath.includes('turbine'))
    .map(({ headingPath, text }) => ({ anchor: { headingPath, text }, isExcluded: true }))
  await saveOverlay(actor, { id, entries, baseVersion: 0 })
  expect(await summariesOf(id)).toEqual([])
  await followSummaries(workspaceId)
  const summaries = await summariesOf(id)
  expect(summaries.length).toBeGreaterThan(1)
  expect(summaries.every(({ text }) => !text.includes('turbine'))).toBe(true)
})

it('lets a model write them, once for the same text, and keeps the sentences where it fails to shorten', async () => {
  await expect(chooseSummaryModel(actor, { model: 'nobody-has-it' })).rejects.toMatchObject({ code: 'VALIDATION' })
  await saveProvider(actor, { kind: 'openai', name: 'Model', apiKey: 'sk-x', models: [{ id: 'writer' }] })
  await chooseSummaryModel(actor, { model: 'writer' })
  asked.mockImplementation(async (_chat, source) =>
    answered(source.includes('## boiler') && !source.includes('## turbine') ? source : 'In its own words.'),
  )
  const id = await publish()
  expect(await summarizeVersion(actor, { id })).toEqual({ id, version: 1, summaries: 4 })
  const texts = (await summariesOf(id)).map(({ text }) => text)
  expect(texts.filter((text) => text === 'In its own words.')).toHaveLength(3)
  expect(texts[1]).toContain('The boiler of')
  expect(asked).toHaveBeenCalledTimes(4)
  const booked = { workspaceId, purpose: 'summary', status: 'complete', inputTokens: 90, outputTokens: 5 }
  expect(await prisma.modelCall.count({ where: booked })).toBe(4)
  await summarizeVersion(actor, { id })
  expect(asked).toHaveBeenCalledTimes(5)
  await chooseSummaryModel(actor, { model: null })
  await summarizeVersion(actor, { id })
  expect((await summariesOf(id)).map(({ text }) => text)).not.toContain('In its own words.')
})

it('leaves a model alone that seems to be down, and works in turns where it answers', async () => {
  await chooseSummaryModel(actor, { model: 'writer' })
  const ids: string[] = []
  for (let i = 0; i < 5; i++) {
    count++
    ids.push(await publish())
  }
  const made = () => prisma.moduleIndex.count({ where: { workspaceId, moduleId: { in: ids }, summarizedBy: 'writer' } })
  asked.mockRejectedValue(new Error('no answer'))
  await expect(followSummaries(workspaceId)).rejects.toThrow('no answer')
  expect(asked).toHaveBeenCalledTimes(3)
  expect(await made()).toBe(0)

  asked.mockResolvedValue(answered('In its own words.'))
  // a turn that is over ends after a version; what is left is a job of its own
  await followSummaries(workspaceId, undefined, 0)
  const afterOne = await getSummaryModel(actor, {})
  expect(afterOne.summarized).toBeGreaterThan(0)
  expect(afterOne.summarized).toBeLessThan(afterOne.modules)
  expect(afterOne.job).toMatchObject({ name: 'follow-summaries', state: 'waiting' })
  await followSummaries(workspaceId)
  expect(await made()).toBe(5)
})
