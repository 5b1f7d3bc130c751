import { env } from '@/lib/env'
import { listProviderRows } from '@/lib/indexing/providers/find-model'
import { toKind } from '@/lib/indexing/providers/to-provider'
import { listLocalModels } from '@/lib/models/list-local-models'
import { INSTALL_TRANSFORMERS, isTransformersInstalled } from '@/lib/models/load-transformers'
import { embeddingModelsSchema, listEmbeddingModelsSchema } from '@/lib/schemas/embedding'
import type { ProviderKind } from '@/lib/schemas/provider'
import { verb } from '@/lib/services/verb'

/** Offered by name; null: the kind has none. */
const KNOWN_MODELS: Record<ProviderKind, string[] | null> = {
  openai: ['text-embedding-3-small', 'text-embedding-3-large'],
  'openai-responses': ['text-embedding-3-small', 'text-embedding-3-large'],
  google: ['gemini-embedding-001'],
  'openai-compatible': ['nomic-embed-text', 'mxbai-embed-large', 'bge-m3', 'all-minilm'],
  anthropic: null,
}

/** What can be chosen to embed with. */
export const listEmbeddingModels = verb({
  name: 'listEmbeddingModels',
  scope: 'admin',
  effect: 'read',
  input: listEmbeddingModelsSchema,
  output: embeddingModelsSchema,
  run: async ({ workspaceId }) => {
    const providers = (await listProviderRows(workspaceId)).filter(({ isEnabled }) => isEnabled)
    return {
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
