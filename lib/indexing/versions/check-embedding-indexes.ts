import type { Transaction } from '@/lib/db/transaction'
import { readLiveIndexes } from '@/lib/indexing/embedding/embedding-index'
import { BaseChanged } from './base-changed'
import type { EmbeddedFor } from './embed-versions'

/** The active embedding index changed after these versions were embedded: embed them again. */
export class EmbeddingIndexChanged extends BaseChanged {}

/**
 * Ids of the indexes that vectors may be stored for; call it after `bumpRevision`. A failure is noted, so that the missing
 * vectors are made later.
 * @throws EmbeddingIndexChanged
 */
export async function checkEmbeddingIndexes(
  tx: Transaction,
  workspaceId: string,
  { activeId, failure }: EmbeddedFor,
): Promise<Set<string>> {
  const { active, building } = await readLiveIndexes(tx, workspaceId)
  if (active.id !== activeId) throw new EmbeddingIndexChanged()
  if (failure !== null) {
    const where = { workspaceId_id: { workspaceId, id: activeId } }
    await tx.embeddingIndex.update({ where, data: { error: failure }, select: { id: true } })
  }
  return new Set([active.id, ...(building ? [building.id] : [])])
}
