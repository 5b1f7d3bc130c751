import type { PreparedContext } from '@/lib/engine'
import { getCompositionSchema } from '@/lib/schemas/composition'
import { type Actor, authorize } from '@/lib/services/actor'
import { parseInput } from '@/lib/services/parse-input'
import { requireComposition } from './find-composition'
import { loadSources } from './load-sources'
import { restorePrepared } from './stored-prepared'

/** What the engine's second half needs to assemble the composition, also with other sizes. @throws AppError NOT_FOUND. */
export async function getPrepared(actor: Actor, input: unknown): Promise<PreparedContext> {
  const { workspaceId } = authorize(actor, 'read')
  const { id } = parseInput(getCompositionSchema, input)
  const { stored, summary } = await requireComposition(actor, id)
  const sources = await loadSources(workspaceId, stored, summary.conversationId)
  return restorePrepared(stored, sources).prepared
}
