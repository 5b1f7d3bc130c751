import { beforeAll, describe, expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { assembleContext, loadRequestTokenizer, type PreparedContext } from '@/lib/engine'
import type { ComposedDto } from '@/lib/schemas/contexts/compose'
import type { Actor } from '@/lib/services/actor'
import { createComposition } from '@/lib/services/compose/create-composition'
import { getComposition } from '@/lib/services/compose/get-composition'
import { getPrepared } from '@/lib/services/compose/get-prepared'
import { replayComposition } from '@/lib/services/compose/replay-composition'
import { appendMessage } from '@/lib/services/conversations/append-message'
import { createConversation } from '@/lib/services/conversations/create-conversation'
import { updateSummaries } from '@/lib/services/conversations/summaries/update-summaries'
import { importModules } from '@/lib/services/imports/import-modules'
import { archiveModules } from '@/lib/services/modules/archive-modules'
import { deleteModule } from '@/lib/services/modules/delete-module'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'
import { createProfile } from '@/lib/services/profiles/create-profile'
import { deleteFact } from '@/lib/services/profiles/delete-fact'
import { deleteProfile } from '@/lib/services/profiles/delete-profile'
import { listFacts } from '@/lib/services/profiles/list-facts'
import { updateProfile } from '@/lib/services/profiles/update-profile'
import { createTestUser } from '@/lib/services/testing/create-test-user'

const TOPICS = ['rollback', 'backup', 'database', 'cache', 'release', 'incident', 'logging', 'testing']
const MODELS = ['loadout-extractive', 'gpt-5', 'claude-opus-4-5', 'gemini-2.5-pro', 'llama-3.3-70b', 'unknown-1']

const paragraph = (topic: string, index: number) =>
  `How the ${topic} works, part ${index}: keep the ${topic} small, name its owner, and check the ${topic} every week.`

function moduleFile(topic: string, edition: number) {
  const body = Array.from(
    { length: 6 },
    (_, index) => `## ${topic} ${index}\n\n${paragraph(topic, index)} Edition ${edition}.`,
  )
  const extra = topic === 'testing' ? 'activation: always\n' : `tags: [${topic}]\ndependencies: []\n`
  const content = `---\nid: ${topic}\nname: The ${topic} 🧭\nversion: "${edition}.0"\n${extra}---\n\n# ${topic}\n\n${body.join('\n\n')}\n`
  return { path: `${topic}.md`, content }
}

let actor: Actor
let composed: ComposedDto[]

beforeAll(async () => {
  const workspace = await createTestWorkspace('replay')
  await prisma.$transaction((tx) => createDefaultPolicy(tx, workspace.workspaceId))
  actor = (await createTestUser(workspace.workspaceId, 'admin')).actor
  await importModules(actor, { files: TOPICS.map((topic) => moduleFile(topic, 1)) })
  await createProfile(actor, {
    id: 'ada',
    name: 'Ada',
    facts: [
      { key: 'role', value: 'database administrator', isStatic: true },
      { key: 'likes', value: 'cache questions', isStatic: false },
    ],
  })
  const conversation = await createConversation(actor, { title: 'Long', profileId: 'ada' })
  for (let index = 0; index < 12; index++) {
    await appendMessage(actor, {
      id: conversation.id,
      role: 'user',
      content: `Question ${index} about the ${TOPICS[index % 8]}`,
    })
    await appendMessage(actor, {
      id: conversation.id,
      role: 'assistant',
      content: `Answer ${index}: ${paragraph('cache', index).repeat(25)}`,
    })
  }
  await updateSummaries({ workspaceId: workspace.workspaceId, conversationId: conversation.id })
  const turns = [
    { id: 'first', role: 'user', speaker: 'Mara', at: '2025-03-01T10:00:00Z', content: 'The cache is called Heron.' },
    { role: 'assistant', content: 'Heron it is.' },
  ]
  composed = []
  for (const [index, model] of MODELS.entries()) {
    const query = `How does the ${TOPICS[index]} of the ${TOPICS[index + 1]} work?`
    composed.push(await createComposition(actor, { query, model }))
    composed.push(await createComposition(actor, { query, model, layout: 'single', contextWindow: 6_000 }))
    composed.push(await createComposition(actor, { query, model, conversationId: conversation.id, pins: ['logging'] }))
    composed.push(await createComposition(actor, { query, model, turns }))
    // not all of the conversation fits
    const small = { conversationId: conversation.id, contextWindow: 6_000, maxOutputTokens: 400 }
    composed.push(await createComposition(actor, { query, model, ...small }))
  }
}, 120_000)

async function expectExact() {
  for (const { id, messages, text, trace } of composed) {
    const replayed = await replayComposition(actor, { id })
    expect(replayed).toMatchObject({ isExact: true, redactions: [], recordedHash: trace.contextHash })
    expect(replayed.replayedHash).toBe(trace.contextHash)
    expect(replayed.messages).toEqual(messages)
    expect((await getComposition(actor, { id })).text).toBe(text)
  }
}

describe('replayComposition', () => {
  it('uses every kind of source', () => {
    const origins = new Set(composed.flatMap(({ trace }) => trace.spans.map(({ origin }) => origin)))
    for (const origin of ['module', 'profile', 'turn', 'summary', 'query', 'format']) expect(origins).toContain(origin)
  })

  it('gives the same bytes, for every model and layout', expectExact)

  it('sends turns of a conversation that is kept elsewhere, and keeps them with the composition', async () => {
    const elsewhere = composed.filter(({ text }) => text.includes('Heron it is.'))
    expect(elsewhere).toHaveLength(MODELS.length)
    for (const { trace } of elsewhere) expect(trace.turns?.map(({ turnId }) => turnId)).toEqual(['first', 'turn 2'])
    const both = { query: 'x', conversationId: 'c', turns: [{ role: 'user', content: 'y' }] }
    await expect(createComposition(actor, both)).rejects.toMatchObject({ code: 'VALIDATION' })
  })

  it('gives the same bytes of a long module with noise in it', async () => {
    const part = (at: number) =>
      `## Shelf ${at}\n\n<!-- ${at} -->Letters of shelf ${at} are in the archive of the observatory.\n\n`
    const content = `# Archive\n\n${Array.from({ length: 7_000 }, (_, at) => part(at)).join('')}`
    await importModules(actor, { files: [{ path: 'archive.md', content }] })
    const { id, trace } = await createComposition(actor, { query: 'Where are the letters of shelf 4711?' })
    expect(trace.candidates.some(({ moduleId, fate }) => moduleId === 'archive' && fate === 'included')).toBe(true)
    expect(await replayComposition(actor, { id })).toMatchObject({ isExact: true, redactions: [] })
    await deleteModule(actor, { id: 'archive' })
  })

  it('assembles from what the browser gets, at another budget, what the server composes with it', async () => {
    let changed = 0
    for (const { id, trace } of composed.filter((_, index) => index % 5 === 0)) {
      const prepared: PreparedContext = JSON.parse(JSON.stringify(await getPrepared(actor, { id })))
      const { request } = prepared
      const budget = { contextWindow: 2_400, maxOutputTokens: 700 }
      const model = { ...request.model, ...budget }
      const assembled = assembleContext(
        { ...prepared, request: { ...request, model } },
        await loadRequestTokenizer({ ...request, model }),
      )
      const server = await createComposition(actor, { query: request.query, model: model.id, ...budget })
      expect(assembled.messages).toEqual(server.messages)
      expect(assembled.usage).toEqual(server.usage)
      expect(assembled.trace.contextHash).toBe(server.trace.contextHash)
      if (assembled.trace.contextHash !== trace.contextHash) changed++
    }
    expect(changed).toBeGreaterThan(0)
  })

  it('gives the same bytes after every module was changed', async () => {
    await importModules(actor, { files: TOPICS.map((topic) => moduleFile(topic, 2)) })
    await expectExact()
  })

  it('gives the same bytes after modules were archived', async () => {
    await archiveModules(actor, { ids: ['rollback', 'cache'] })
    await expectExact()
  })

  it('gives the same bytes after something else took the place of a fact', async () => {
    await updateProfile(actor, {
      id: 'ada',
      facts: [
        { key: 'role', value: 'florist', isStatic: true },
        { key: 'likes', value: 'cache questions', isStatic: false },
      ],
    })
    await expectExact()
  })

  it('shows a deleted fact as redacted, and the others as they were', async () => {
    const { items } = await listFacts(actor, { id: 'ada', status: 'superseded' })
    for (const { id } of items) await deleteFact(actor, { id: 'ada', factId: id })
    const about = composed.filter(({ text }) => text.includes('database administrator'))
    expect(about.length).toBeGreaterThan(0)
    for (const { id } of about) {
      const { text, isExact, redactions } = await getComposition(actor, { id })
      expect(isExact).toBe(false)
      expect(redactions.map(({ kind }) => kind)).toEqual(['profile'])
      expect(text).not.toContain('database administrator')
      expect(text).not.toContain('florist')
      expect(text).toContain('redacted')
    }
  })

  it('says redacted after the profile was deleted; what did not use it stays exact', async () => {
    await deleteProfile(actor, { id: 'ada' })
    for (const { id, text, trace } of composed) {
      const shown = await getComposition(actor, { id })
      const usedProfile = trace.spans.some(({ origin }) => origin === 'profile')
      if (usedProfile) {
        expect(shown.isExact).toBe(false)
        expect(shown.text).not.toContain('database administrator')
        expect(shown.redactions.some(({ kind }) => kind === 'profile')).toBe(true)
        // what is shown is covered by the spans that are shown with it
        for (const [index, { content }] of shown.messages.entries()) {
          const spans = shown.trace.spans.filter((span) => span.messageIndex === index)
          expect(spans.map(({ start, end }) => content.slice(start, end)).join('')).toBe(content)
        }
      } else expect(shown).toMatchObject({ isExact: true, text })
    }
  })

  it('says which module was deleted', async () => {
    await deleteModule(actor, { id: 'logging' })
    const pinned = composed.filter(({ trace }) => trace.spans.some(({ moduleId }) => moduleId === 'logging'))
    expect(pinned.length).toBeGreaterThan(0)
    for (const { id } of pinned) {
      const { text, isExact, redactions } = await getComposition(actor, { id })
      expect(isExact).toBe(false)
      expect(redactions).toContainEqual({ kind: 'module', id: 'logging@1', note: '[deleted: logging@1]' })
      expect(text).toContain('[deleted: logging@1]')
    }
  })

  it('does not take a module that was made again for the one that was deleted', async () => {
    const file = moduleFile('logging', 1)
    const content = file.content.replaceAll('keep the', 'never keep the')
    const { results } = await importModules(actor, { files: [{ ...file, content }] })
    expect(results).toMatchObject([{ id: 'logging', version: 1, status: 'created' }])
    for (const { id } of composed.filter(({ trace }) => trace.spans.some(({ moduleId }) => moduleId === 'logging'))) {
      const { text, isExact, redactions } = await getComposition(actor, { id })
      expect(isExact).toBe(false)
      expect(redactions).toContainEqual({ kind: 'module', id: 'logging@1', note: '[deleted: logging@1]' })
      expect(text).not.toContain('never keep the logging')
      expect(JSON.stringify(await getPrepared(actor, { id }))).not.toContain('never keep the logging')
    }
  })
})
