import { env } from '@/lib/env'
import { listLocalModels } from '@/lib/models/embedding/list-local-models'
import { INSTALL_TRANSFORMERS, isTransformersInstalled } from '@/lib/models/embedding/load-transformers'
import { listRerankingModelsSchema, rerankingModelsSchema } from '@/lib/schemas/contexts/policy'
import { verb } from '@/lib/services/verb'

/** The models that a policy can rerank with: folders of the models' folder. */
export const listRerankingModels = verb({
  name: 'listRerankingModels',
  scope: 'read',
  effect: 'read',
  input: listRerankingModelsSchema,
  output: rerankingModelsSchema,
  run: async () => ({
    isInstalled: isTransformersInstalled(),
    installCommand: INSTALL_TRANSFORMERS,
    modelsDir: env.modelsDir,
    models: listLocalModels(env.modelsDir),
  }),
})
