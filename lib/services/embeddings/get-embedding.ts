import { readEmbedding } from '@/lib/indexing/embedding/read-embedding'
import { embeddingSchema, getEmbeddingSchema } from '@/lib/schemas/contexts/embedding'
import { verb } from '@/lib/services/verb'

/** Which index serves, and what is being built: programs that have imported something wait for `isSettled`. */
export const getEmbedding = verb({
  name: 'getEmbedding',
  scope: 'read',
  effect: 'read',
  input: getEmbeddingSchema,
  output: embeddingSchema,
  run: async ({ workspaceId }) => readEmbedding(workspaceId),
})
