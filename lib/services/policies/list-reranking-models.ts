import { env } from '@/lib/env'
import { listLocalModels } from '@/lib/models/list-local-models'
import { INSTALL_TRANSFORMERS, isTransformersInstalled } from '@/lib/models/load-transformers'
import { listRerankingModelsSchema, type RerankingModelsDto } from '@/lib/schemas/policy'
import { type Actor, authorize } from '@/lib/services/actor'
import { parseInput } from '@/lib/services/parse-input'

/** The models that a policy can rerank with: folders of the models' folder. */
export async function listRerankingModels(actor: Actor, input: unknown): Promise<RerankingModelsDto> {
  authorize(actor, 'read')
  parseInput(listRerankingModelsSchema, input)
  return {
    isInstalled: isTransformersInstalled(),
    installCommand: INSTALL_TRANSFORMERS,
    modelsDir: env.modelsDir,
    models: listLocalModels(env.modelsDir),
  }
}
