import { prisma } from '@/lib/db/client'
import { bumpRevision, lockRevision } from '@/lib/db/releases/bump-revision'
import type { Transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import { describeEmbeddingError } from '@/lib/indexing/embedding/describe-embedding-error'
import { type EmbeddingIndexRow, readLiveIndexes } from '@/lib/indexing/embedding/embedding-index'
import { readEmbedding } from '@/lib/indexing/embedding/read-embedding'
import { type ChosenModel, tryOutChoice } from '@/lib/indexing/embedding/try-out-choice'
import { queueFollowEmbedding } from '@/lib/indexing/queue/queue-indexing'
import { queueMessages } from '@/lib/indexing/queue/queue-messages'
import { newId } from '@/lib/new-id'
import { chooseEmbeddingSchema, type EmbeddingChoice, embeddingSchema } from '@/lib/schemas/contexts/embedding'
import type { Actor } from '@/lib/services/actor'
import { recordAudit } from '@/lib/services/audit/record/record-audit'
import { verb } from '@/lib/services/verb'

type IndexData = ChosenModel &
  Pick<EmbeddingIndexRow, 'isAutomatic' | 'isLate' | 'parentShare' | 'queryPrefix' | 'textPrefix' | 'embedsMessages'>

/**
 * Chooses what embeds the workspace's texts. When it is something else than what serves, an index is built with it in
 * the background, and serves once it is complete; one that was being built is given up.
 * @throws AppError NOT_FOUND, UPSTREAM when the model does not answer: then nothing changes.
 */
export const chooseEmbedding = verb({
  name: 'chooseEmbedding',
  scope: 'admin',
  effect: 'write',
  input: chooseEmbeddingSchema,
  output: embeddingSchema,
  run: async ({ actor, workspaceId }, choice) => {
    const data = toIndexData(choice, await tryOut(workspaceId, choice))
    await prisma.$transaction(async (tx) => {
      await lockRevision(tx, workspaceId)
      const { active } = await readLiveIndexes(tx, workspaceId)
      await tx.embeddingIndex.updateMany({
        where: { workspaceId, status: { in: ['building', 'failed'] } },
        data: { status: 'retired' },
      })
      if (serves(active, data)) {
        const where = { workspaceId_id: { workspaceId, id: active.id } }
        // whether a fit is due is judged anew
        const due = data.isAutomatic && !active.isAutomatic ? { fittedRevision: null } : {}
        const { isAutomatic, embedsMessages } = data
        await tx.embeddingIndex.update({ where, data: { isAutomatic, embedsMessages, ...due }, select: { id: true } })
        // whoever remembers the index reads it again
        if (embedsMessages !== active.embedsMessages) await bumpRevision(tx, workspaceId)
        if (!embedsMessages) await tx.messageEmbedding.deleteMany({ where: { workspaceId, indexId: active.id } })
      } else {
        await tx.embeddingIndex.create({
          data: { workspaceId, id: newId('emb'), status: 'building', ...data },
          select: { id: true },
        })
      }
      await audit(tx, actor, active, choice)
    })
    void queueFollowEmbedding(workspaceId)
    void queueMessages(workspaceId)
    return readEmbedding(workspaceId)
  },
})

async function tryOut(workspaceId: string, choice: EmbeddingChoice): Promise<ChosenModel> {
  try {
    return await tryOutChoice(workspaceId, choice)
  } catch (error) {
    if (error instanceof AppError) throw error
    const modelName = 'model' in choice ? choice.model : choice.kind
    throw new AppError('UPSTREAM', describeEmbeddingError(error, { modelName }), {}, { cause: error })
  }
}

function toIndexData(choice: EmbeddingChoice, model: ChosenModel): IndexData {
  const isAutomatic = choice.kind === 'automatic'
  if (!('model' in choice))
    return {
      ...model,
      isAutomatic,
      isLate: false,
      parentShare: 0,
      queryPrefix: '',
      textPrefix: '',
      embedsMessages: false,
    }
  const { parentShare, queryPrefix, textPrefix, embedsMessages } = choice
  // providers give no vectors of tokens: there the share serves instead
  const isLate = choice.isLate && choice.kind === 'transformers'
  return { ...model, isAutomatic, isLate, parentShare, queryPrefix, textPrefix, embedsMessages }
}

/** Whether the index makes its vectors as chosen. For the automatic choice either offline embedder does. */
function serves(active: EmbeddingIndexRow, data: IndexData): boolean {
  if (data.isAutomatic) return active.kind === 'hash' || active.kind === 'lsa'
  const keys = ['kind', 'providerId', 'modelName', 'isLate', 'parentShare', 'queryPrefix', 'textPrefix'] as const
  return active.dimensions === data.dimensions && keys.every((key) => active[key] === data[key])
}

async function audit(tx: Transaction, actor: Actor, active: EmbeddingIndexRow, choice: EmbeddingChoice): Promise<void> {
  const isOffline = active.kind === 'hash' || active.kind === 'lsa'
  const before = isOffline
    ? { kind: active.isAutomatic ? 'automatic' : active.kind }
    : { kind: active.kind, model: active.modelName }
  const after = { kind: choice.kind, ...('model' in choice ? { model: choice.model } : {}) }
  await recordAudit(tx, actor, { action: 'embedding.chosen', before, after })
}
