import { AppError } from '@/lib/errors'
import { type EmbeddingTestDto, testEmbeddingSchema } from '@/lib/schemas/embedding'
import { type Actor, authorize } from '@/lib/services/actor'
import { parseInput } from '@/lib/services/parse-input'
import { describeEmbeddingError } from './describe-embedding-error'
import { tryOutChoice } from './try-out-choice'

/** Asks a model for one vector. What goes wrong is the result, not an error. */
export async function testEmbedding(actor: Actor, input: unknown): Promise<EmbeddingTestDto> {
  const { workspaceId } = authorize(actor, 'admin')
  const choice = parseInput(testEmbeddingSchema, input)
  const start = performance.now()
  const latencyMs = () => Math.round(performance.now() - start)
  try {
    const { dimensions, modelName } = await tryOutChoice(workspaceId, choice)
    const size = dimensions === 0 ? 'It is fitted to the workspace’s texts.' : `${dimensions} dimensions.`
    return { isOk: true, dimensions, latencyMs: latencyMs(), message: `${modelName} works. ${size}` }
  } catch (error) {
    if (error instanceof AppError && error.code === 'NOT_FOUND') throw error
    const modelName = 'model' in choice ? choice.model : choice.kind
    return { isOk: false, dimensions: 0, latencyMs: latencyMs(), message: describeEmbeddingError(error, { modelName }) }
  }
}
