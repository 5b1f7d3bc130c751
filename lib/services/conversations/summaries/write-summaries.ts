import { prisma } from '@/lib/db/client'
import type { Turn } from '@/lib/engine'
import { AppError } from '@/lib/errors'
import { giveWay } from '@/lib/give-way'
import { loadHistory, loadSummaries } from '@/lib/services/conversations/messages/load-history'
import { extractSummary } from './extract-summary'
import { replaceSummary } from './replace-summary'
import { summarySource } from './summary-source'
import { readWriter, writeSummary } from './write-summary'

/** A model that fails so often in a row is left alone until the job is tried again. */
const MAX_FAILURES = 3

type Where = { workspaceId: string; conversationId: string }

/**
 * Has the workspace's model rewrite the summaries of a conversation that it has not been asked for yet, episodes first.
 * A person's words stay. Until then, and if the answer is unusable, the conversation's own sentences are used. A summary
 * that the model refuses to write does not keep the others from being written.
 *
 * @throws what the model answered first, when all others are done or it seems to be down: the job is tried again
 */
export async function writeSummaries(where: Where, signal?: AbortSignal): Promise<void> {
  const asked = new Set<string>()
  let inARow = 0
  let firstError: unknown
  const { turns } = await loadHistory(prisma, where)
  while (inARow < MAX_FAILURES) {
    signal?.throwIfAborted()
    const modelId = await readWriter(where.workspaceId)
    if (modelId === null) break
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
    if (!next) break
    asked.add(next.id)
    await giveWay()
    try {
      await writeOne(where, next.id, { turns, modelId, signal })
      inARow = 0
    } catch (error) {
      // the model is asked again with the next summary, when the limit may allow it
      if (error instanceof AppError && error.code === 'LIMIT_EXCEEDED') break
      signal?.throwIfAborted()
      firstError ??= error
      inARow++
    }
  }
  if (firstError !== undefined) throw firstError
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
