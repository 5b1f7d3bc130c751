import { AppError } from '@/lib/errors'
import { describeEmbeddingError } from '@/lib/indexing/embedding/describe-embedding-error'
import { tryOutChoice } from '@/lib/indexing/embedding/try-out-choice'
import { embeddingTestSchema, tryEmbeddingSchema } from '@/lib/schemas/contexts/embedding'
import { verb } from '@/lib/services/verb'

/** Asks a model for one vector. What goes wrong is the result, not an error. */
export const tryEmbedding = verb({
  name: 'tryEmbedding',
  scope: 'admin',
  effect: 'read',
  input: tryEmbeddingSchema,
  output: embeddingTestSchema,
  run: async ({ workspaceId }, choice) => {
    const start = performance.now()
    const latencyMs = () => Math.round(performance.now() - start)
    try {
      const { dimensions, modelName } = await tryOutChoice(workspaceId, choice)
      const size = dimensions === 0 ? 'It is fitted to the workspace’s texts.' : `${dimensions} dimensions.`
      return { isOk: true, dimensions, latencyMs: latencyMs(), message: `${modelName} works. ${size}` }
    } catch (error) {
      if (error instanceof AppError && error.code === 'NOT_FOUND') throw error
      const modelName = 'model' in choice ? choice.model : choice.kind
      return {
        isOk: false,
        dimensions: 0,
        latencyMs: latencyMs(),
        message: describeEmbeddingError(error, { modelName }),
      }
    }
  },
})
