import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { generateText } from 'ai'
import { beforeAll, describe, expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { type Activation, OFFLINE_MODEL_ID } from '@/lib/engine'
import { followEmbedding } from '@/lib/indexing/embedding/follow-embedding'
import { createOfflineChatModel } from '@/lib/models/offline/offline-chat'
import { suggestQuestions } from '@/lib/schemas/contexts/suggest-questions'
import { OFFLINE_CHAT_NOTHING } from '@/lib/schemas/conversations/offline-answer'
import type { Actor } from '@/lib/services/actor'
import { toOfflineContext } from '@/lib/services/chat/answer/to-offline-context'
import { createComposition } from '@/lib/services/compose/create-composition'
import { importModules } from '@/lib/services/imports/import-modules'
import { listModules } from '@/lib/services/modules/list-modules'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'
import { TEXT_TASKS } from '@/lib/texts/tasks/text-tasks'

/** What an answer to each question that the sample offers has to hold. */
const SAMPLE: Record<string, string[]> = {
  'What is Loadout for?': ['decides what a language model gets to see'],
  'How do I get my own documents in?': ['open Modules and press Import'],
  'How do I roll a module back to an older version?': ['History', 'restore', 'publish the draft'],
}
/** What the handbook tells its readers to ask, or shows asked. */
const IN_DOCUMENTS: Record<string, string[]> = {
  'How do I roll a module back?': ['History', 'restore'],
  'Where do I see why a passage was left out?': ['candidates tab'],
  'What does the bill of materials of an answer hold?': ['Spans', 'Candidates', 'Steps', 'Hashes'],
  'How is the token budget divided between the sections?': ['knowledge', '40–60 %', 'history', '15–30 %'],
}
/** What somebody asks who has never seen the product, in their own words, and what an answer has to hold. */
const NEWCOMERS: Record<string, string[]> = {
  'how do I get my own docs in here': ['press Import'],
  'can I import a PDF': ['markdown or plain text'],
  'can I connect a git repository': ['does not connect'],
  'how do I upload a folder': ['folder'],
  'how do I import my Obsidian vault': ['Obsidian'],
  'how do I undo an import': ['Last imports'],
  'how do I remove the sample modules': ['Last imports'],
  'how do I turn off the handbook': ['Last imports'],
  'where are my files stored': ['.loadout'],
  'does my data leave this computer': ['never leaves this computer'],
  'can I use it without internet': ['without internet'],
  'who can see my conversations': ['are private'],
  'how do I delete everything': ['delete the data folder'],
  'how do I connect ChatGPT': ['Settings, Providers'],
  'which models are supported': ['OpenAI', 'Anthropic'],
  'how do I use a local model': ['Ollama'],
  'how do I get an API key': ['Create key'],
  'how can my app use this': ['over HTTP'],
  'what does it cost': ['costs no money'],
  'is it open source': ['open source'],
  'keyboard shortcuts': ['press `?`'],
  'is there a dark mode': ['menu with your name'],
  'what do the coloured bars mean': ['green is knowledge'],
  'what does k1 mean': ['names the passage'],
  'how is this different from RAG': ['different from plain RAG'],
  'do I need a vector database': ['You need none'],
  'what is the difference between Loadout and Langfuse': ['Langfuse'],
  'how do I make a second workspace': ['New workspace'],
  'how do I rename the workspace': ['Settings, Workspace'],
  'how do I invite my team': ['press Invite'],
  'how do I log out': ['Sign out'],
  'I forgot my password': ['owner -- --reset'],
  'why was this passage left out': ['candidates tab'],
  'how do I see what was sent to the model': ['inspector'],
  'can I use my company wiki': ['exported as markdown'],
  'where do I paste text': ['Paste markdown'],
  'how do I connect to my Postgres': ['DATABASE_URL'],
  'is there an app for my phone': ['no app'],
  'how do I stop it from sending too much': ['Budget'],
  'how do I give somebody read only access': ['viewer'],
  'how do I get answers from GPT instead of quotes': ['as a provider'],
  'does it remember what I told it': ['your profile'],
  'where is the API documentation': ['openapi.json'],
  'how do I delete a module': ['its menu'],
}

let actor: Actor
let modules: { id: string; name: string; activation: Activation }[]

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

  it.each(Object.entries({ ...SAMPLE, ...IN_DOCUMENTS, ...NEWCOMERS }))('“%s” is answered', async (question, facts) => {
    const { text } = await ask(question)
    for (const fact of facts) expect(text.toLowerCase()).toContain(fact.toLowerCase())
  })

  it('are answered from the module that they ask about, in a library of somebody’s own', async () => {
    const poor: string[] = []
    for (const { name } of modules.filter(({ activation }) => activation === 'semantic')) {
      const [question = ''] = suggestQuestions([{ id: 'one-of-my-own', name, activation: 'semantic' }])
      const { text, cited } = await ask(question)
      if (text.includes(OFFLINE_CHAT_NOTHING) || !cited.some((title) => title.startsWith(name))) poor.push(question)
    }
    expect(poor).toEqual([])
  })
})
