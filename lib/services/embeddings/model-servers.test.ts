import { afterAll, beforeAll, expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { env } from '@/lib/env'
import { followEmbedding } from '@/lib/indexing/embedding/follow-embedding'
import { LOCAL_SERVERS } from '@/lib/models/providers/find-local-servers'
import { ScriptedOpenAi } from '@/lib/models/testing/scripted-openai.fixture'
import { newId } from '@/lib/new-id'
import { importModules } from '@/lib/services/imports/import-modules'
import { saveProvider } from '@/lib/services/providers/save-provider'
import { searchModules } from '@/lib/services/search/search-modules'
import { insertWorkspace } from '@/lib/services/workspaces/rows/insert-workspace'
import { chooseEmbedding } from './choose-embedding'
import { getEmbedding } from './get-embedding'
import { listEmbeddingModels } from './list-embedding-models'

let ollama: ScriptedOpenAi
const elsewhere = [...LOCAL_SERVERS]
beforeAll(async () => {
  ollama = await ScriptedOpenAi.start()
  // as Ollama lists them: with a tag, and nothing that says what they are for
  ollama.models = ['llama3.2:3b', 'nomic-embed-text:latest', 'bge-reranker-v2-m3:latest']
  // what means the same has one vector
  ollama.meaningOf = (text) => (/\bcar\b|automobile/.test(text) ? 'car' : text)
  env.LOADOUT_ALLOWED_HOSTS.push(`127.0.0.1:${ollama.port}`)
  LOCAL_SERVERS.splice(0, LOCAL_SERVERS.length, { name: 'Ollama', baseUrl: ollama.baseUrl })
})
afterAll(async () => {
  LOCAL_SERVERS.splice(0, LOCAL_SERVERS.length, ...elsewhere)
  await ollama.stop()
})

it('offers the embedding models of a server that runs here, and searches by one of them', async () => {
  const workspaceId = await prisma.$transaction((tx) => insertWorkspace(tx, { slug: newId('e'), name: 'servers' }))
  const actor = { kind: 'system', workspaceId, name: 'test' } as const
  await importModules(actor, {
    files: [
      { path: 'wheels.md', content: '# Wheels\n\nAn automobile needs four of them.' },
      { path: 'trees.md', content: '# Trees\n\nAn oak grows for three hundred years.' },
    ],
  })
  const [server] = (await listEmbeddingModels(actor, {})).servers
  expect(server).toEqual({
    name: 'Ollama',
    baseUrl: ollama.baseUrl,
    providerId: null,
    models: ['nomic-embed-text:latest'],
    chatModels: ['llama3.2:3b'],
  })

  const { name, baseUrl } = server!
  const provider = { kind: 'openai-compatible', name, baseUrl, apiKey: null, models: [] } as const
  const { id: providerId } = await saveProvider(actor, provider)
  expect((await listEmbeddingModels(actor, {})).servers).toMatchObject([{ providerId }])
  await chooseEmbedding(actor, { kind: 'provider', providerId, model: 'nomic-embed-text:latest' })
  await followEmbedding(workspaceId)
  expect((await getEmbedding(actor, {})).active).toMatchObject({ kind: 'provider', model: 'nomic-embed-text:latest' })
  const { results } = await searchModules(actor, { query: 'what does a car need' })
  expect(results[0]).toMatchObject({ moduleName: 'Wheels' })

  await saveProvider(actor, { ...provider, id: providerId, isEnabled: false })
  expect((await listEmbeddingModels(actor, {})).servers).toEqual([])
})
