import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { generateText } from 'ai'
import { beforeAll, describe, expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { OFFLINE_MODEL_ID } from '@/lib/engine'
import { followEmbedding } from '@/lib/indexing/embedding/follow-embedding'
import { createOfflineChatModel } from '@/lib/models/offline/offline-chat'
import { OFFLINE_CHAT_NOTHING } from '@/lib/schemas/offline-answer'
import { suggestQuestions } from '@/lib/schemas/suggest-questions'
import type { Actor } from '@/lib/services/actor'
import { toOfflineContext } from '@/lib/services/chat/answer/to-offline-context'
import { createComposition } from '@/lib/services/compose/create-composition'
import { importModules } from '@/lib/services/imports/import-modules'
import { listModules } from '@/lib/services/modules/list-modules'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'
import { TEXT_TASKS } from '@/lib/texts/tasks/text-tasks'

/** What an answer to each question that the sample offers has to hold. */
const SAMPLE: Record<string, string[]> = {
  'How do I roll a module back to an older version?': ['History', 'restore', 'publish the draft'],
  'What does the bill of materials of an answer hold?': ['Spans', 'Candidates', 'Steps', 'Hashes'],
  'How is the token budget divided between the sections?': ['knowledge', '40–60 %', 'history', '15–30 %'],
}
/** What the handbook tells its readers to ask, or shows asked. */
const IN_DOCUMENTS: Record<string, string[]> = {
  'How do I roll a module back?': ['History', 'restore'],
  'Where do I see why a passage was left out?': ['candidates tab'],
}

let actor: Actor
let modules: { id: string; name: string; activation: string }[]

beforeAll(async () => {
  let workspaceId: string
  ;({ actor, workspaceId } = await createTestWorkspace('suggested'))
  await prisma.$transaction((tx) => createDefaultPolicy(tx, workspaceId))
  const folder = 'prisma/library'
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md'))
    .sort()
    .map((path) => ({ path: path.replaceAll('\\', '/'), content: readFileSync(join(folder, path), 'utf8') }))
  await importModules(actor, { files })
  await followEmbedding(workspaceId)
  modules = (await listModules(actor, { limit: 100 })).items
})

/** As the playground answers before a provider is connected. */
async function ask(query: string): Promise<{ text: string; cited: string[] }> {
  const context = toOfflineContext(await createComposition(actor, { query, model: OFFLINE_MODEL_ID }))
  const model = createOfflineChatModel(OFFLINE_MODEL_ID, {
    extract: (query, passages) => TEXT_TASKS.extractAnswer({ query, passages }),
    wordDelayMs: 0,
  })
  const { text } = await generateText({ model, prompt: query, providerOptions: { loadout: context } })
  const cited = [...text.matchAll(/\[(k\d+)\]/g)].map(([, label]) => label)
  return { text, cited: context.passages.flatMap(({ label, title }) => (cited.includes(label) ? [title] : [])) }
}

describe('the questions that the first run suggests', () => {
  it('are those whose answers are checked here', () => {
    expect(suggestQuestions(modules)).toEqual(Object.keys(SAMPLE))
  })

  it.each(Object.entries({ ...SAMPLE, ...IN_DOCUMENTS }))('“%s” is answered', async (question, facts) => {
    const { text } = await ask(question)
    for (const fact of facts) expect(text.toLowerCase()).toContain(fact.toLowerCase())
  })

  it('are answered from the module that they ask about, in a library of somebody’s own', async () => {
    const poor: string[] = []
    for (const { name } of modules.filter(({ activation }) => activation === 'semantic')) {
      const [question = ''] = suggestQuestions([{ id: 'one-of-my-own', name }])
      const { text, cited } = await ask(question)
      if (text.includes(OFFLINE_CHAT_NOTHING) || !cited.some((title) => title.startsWith(name))) poor.push(question)
    }
    expect(poor).toEqual([])
  })
})
