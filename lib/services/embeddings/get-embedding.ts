import { type EmbeddingDto, getEmbeddingSchema } from '@/lib/schemas/embedding'
import { type Actor, authorize } from '@/lib/services/actor'
import { parseInput } from '@/lib/services/parse-input'
import { readEmbedding } from './read-embedding'

/** Which index serves, and what is being built: programs that have imported something wait for `isSettled`. */
export async function getEmbedding(actor: Actor, input: unknown): Promise<EmbeddingDto> {
  const { workspaceId } = authorize(actor, 'read')
  parseInput(getEmbeddingSchema, input)
  return readEmbedding(workspaceId)
}
