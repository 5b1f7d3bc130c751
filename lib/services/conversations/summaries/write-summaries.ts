import { prisma } from '@/lib/db/client'
import type { Turn } from '@/lib/engine'
import { AppError } from '@/lib/errors'
import { giveWay } from '@/lib/give-way'
import { loadHistory, loadSummaries } from '@/lib/services/conversations/messages/load-history'
import { extractSummary } from './extract-summary'
import { replaceSummary } from './replace-summary'
import { summarySource } from './summary-source'
import { readWriter, writeSummary } from './write-summary'

type Where = { workspaceId: string; conversationId: string }

/**
 * Has the workspace's model rewrite the summaries of a conversation that it has not been asked for yet, episodes first.
 * A person's words stay. Until then, and if the answer is unusable, the conversation's own sentences are used.
 *
 * @throws what the model answered, at the first that it fails to answer: the job is tried again
 */
export async function writeSummaries(where: Where, signal?: AbortSignal): Promise<void> {
  const asked = new Set<string>()
  const { turns } = await loadHistory(prisma, where)
  for (;;) {
    signal?.throwIfAborted()
    const modelId = await readWriter(where.workspaceId)
    if (modelId === null) return
    const next = await prisma.conversationSummary.findFirst({
      where: {
        ...where,
        conversation: { isTemporary: false, deletedAt: null },
        replacedById: null,
        isEdited: false,
        OR: [{ askedModel: null }, { askedModel: { not: modelId } }],
        id: { notIn: [...asked] },
      },
      orderBy: [{ level: 'asc' }, { createdAt: 'asc' }, { id: 'asc' }],
      select: { id: true },
    })
    if (!next) return
    asked.add(next.id)
    await giveWay()
    try {
      await writeOne(where, next.id, { turns, modelId, signal })
    } catch (error) {
      // the model is asked again with the next summary, when the limit may allow it
      if (error instanceof AppError && error.code === 'LIMIT_EXCEEDED') return
      throw error
    }
  }
}

type Writing = { turns: Turn[]; modelId: string; signal?: AbortSignal }

async function writeOne(where: Where, id: string, { turns, modelId, signal }: Writing): Promise<void> {
  // read again: summaries of episodes may have been rewritten by now
  const summaries = await loadSummaries(prisma, where)
  const known = summaries.find((summary) => summary.id === id)
  const source = known && summarySource(known, { turns, summaries })
  const extracted = source && (await extractSummary(where.workspaceId, source))
  if (!extracted) return
  const words = await writeSummary(where, source, extracted, { modelId, urgency: 'job', signal })
  if (words.writtenBy === null) {
    const data = { askedModel: modelId }
    await prisma.conversationSummary.updateMany({ where: { ...where, id, replacedById: null }, data })
    return
  }
  await prisma.$transaction((tx) => replaceSummary(tx, { ...where, id }, { ...words, askedModel: modelId }))
}
