import { env } from '@/lib/env'
import { listProviderRows } from '@/lib/indexing/providers/find-model'
import { guardedFetch } from '@/lib/indexing/providers/open-chat-model'
import { toKind } from '@/lib/indexing/providers/to-provider'
import { listLocalModels } from '@/lib/models/embedding/list-local-models'
import { INSTALL_TRANSFORMERS, isTransformersInstalled } from '@/lib/models/embedding/load-transformers'
import { findLocalServers, originOf } from '@/lib/models/providers/find-local-servers'
import {
  type EmbeddingModelsDto,
  embeddingModelsSchema,
  listEmbeddingModelsSchema,
} from '@/lib/schemas/contexts/embedding'
import { isEmbeddingModel, RERANKS } from '@/lib/schemas/contexts/is-embedding-model'
import type { ProviderKind } from '@/lib/schemas/workspaces/provider'
import { verb } from '@/lib/services/verb'

/** Offered by name; null: the kind has none. */
const KNOWN_MODELS: Record<ProviderKind, string[] | null> = {
  openai: ['text-embedding-3-small', 'text-embedding-3-large'],
  'openai-responses': ['text-embedding-3-small', 'text-embedding-3-large'],
  google: ['gemini-embedding-001'],
  mistral: ['mistral-embed'],
  'openai-compatible': ['nomic-embed-text', 'mxbai-embed-large', 'bge-m3', 'all-minilm'],
  anthropic: null,
}

/** A provider that was switched off is not offered again. */
async function findServers(rows: Awaited<ReturnType<typeof listProviderRows>>): Promise<EmbeddingModelsDto['servers']> {
  const found = await findLocalServers(guardedFetch())
  return found.flatMap(({ name, baseUrl, models: listed }) => {
    const own = rows.filter((row) => row.baseUrl !== null && originOf(row.baseUrl) === originOf(baseUrl))
    const provider = own.find(({ isEnabled }) => isEnabled)
    const models = listed.filter(isEmbeddingModel)
    if (models.length === 0 || (own.length > 0 && !provider)) return []
    const chatModels = listed.filter((model) => !isEmbeddingModel(model) && !RERANKS.test(model))
    return [{ name, baseUrl, providerId: provider?.id ?? null, models, chatModels }]
  })
}

/** What can be chosen to embed with. */
export const listEmbeddingModels = verb({
  name: 'listEmbeddingModels',
  scope: 'admin',
  effect: 'read',
  input: listEmbeddingModelsSchema,
  output: embeddingModelsSchema,
  run: async ({ workspaceId }) => {
    const rows = await listProviderRows(workspaceId)
    const providers = rows.filter(({ isEnabled }) => isEnabled)
    return {
      servers: await findServers(rows),
      providers: providers.flatMap(({ id, name, kind }) => {
        const models = KNOWN_MODELS[toKind(kind)]
        return models ? [{ id, name, models }] : []
      }),
      local: {
        isInstalled: isTransformersInstalled(),
        installCommand: INSTALL_TRANSFORMERS,
        modelsDir: env.modelsDir,
        models: listLocalModels(env.modelsDir),
      },
    }
  },
})
