import { prisma } from '@/lib/db/client'
import type { Transaction } from '@/lib/db/transaction'
import type { FirstAnswer, MessageUsage } from '@/lib/schemas/conversation'
import type { ToolUse } from '@/lib/schemas/tool-use'
import type { Exchange } from './open-exchange'

/** `interrupted`: it ended early and not by anybody's wish; what came is kept. */
export type EndedAnswer = {
  content: string
  /** Left out where the model told nothing of what it thought. */
  thinking?: string
  /** Left out where it used none and asked for none. */
  toolUses?: ToolUse[]
  status: 'complete' | 'stopped' | 'failed' | 'interrupted'
  error?: string
  usage?: MessageUsage
  /** When the model gave it, where it is given again. */
  reusedFromAt?: Date
  /** The composition that it was given from, where that is another than was told before its first word. */
  compositionId?: string
  /** How it began, where it began before its whole context was there. */
  firstAnswer?: FirstAnswer
}

/** Which other answers of the question an answer takes the place of: one that broke off only that of its like. */
const REPLACED: Record<EndedAnswer['status'], string[]> = {
  complete: ['complete', 'stopped', 'interrupted', 'failed'],
  stopped: ['complete', 'stopped', 'interrupted', 'failed'],
  interrupted: ['interrupted', 'failed'],
  failed: ['failed'],
}

/** One that stands beside the others takes the place of none that was whole. */
const REPLACED_BESIDE = ['interrupted', 'failed']

const placeOf = ({ workspaceId, conversationId, answerId: id }: Exchange) => ({ workspaceId, conversationId, id })
const turnOf = ({ workspaceId, conversationId, answerId: messageId }: Exchange) => ({
  workspaceId,
  conversationId,
  messageId,
})

/** The other answers that the question has so far; of one that stands beside others those in its column, or in none. */
async function othersOf(tx: Transaction, exchange: Exchange) {
  const { workspaceId, conversationId, userMessageId, answerId, isBeside, column } = exchange
  const question = await tx.conversationMessage.findUnique({
    where: { workspaceId_conversationId_id: { workspaceId, conversationId, id: userMessageId } },
    select: { ordinal: true },
  })
  const next = await tx.conversationMessage.findFirst({
    where: { workspaceId, conversationId, role: 'user', ordinal: { gt: question?.ordinal ?? 0 } },
    orderBy: { ordinal: 'asc' },
    select: { ordinal: true },
  })
  return {
    workspaceId,
    conversationId,
    role: 'assistant',
    id: { not: answerId },
    ...(isBeside || column !== undefined ? { column: column ?? null } : {}),
    ordinal: { gt: question?.ordinal ?? 0, ...(next ? { lt: next.ordinal } : {}) },
  }
}

/** The composition that the answer will be given from, before its first word. */
export async function storeCompositionId(exchange: Exchange, compositionId: string): Promise<void> {
  await prisma.conversationMessage.updateMany({ where: placeOf(exchange), data: { compositionId } })
}

/**
 * What has come so far, and that its server is alive.
 * @returns false when the answer is not wanted any more: it was stopped from elsewhere, or its conversation is gone
 */
export async function storeProgress(exchange: Exchange, content: string): Promise<boolean> {
  return prisma.$transaction(async (tx) => {
    const { count } = await tx.runningAnswer.updateMany({
      where: { ...turnOf(exchange), conversation: { deletedAt: null } },
      data: { aliveAt: new Date() },
    })
    if (count === 0) return false
    await tx.conversationMessage.updateMany({ where: placeOf(exchange), data: { content } })
    return true
  })
}

/**
 * Puts the answer in its place, and ends its turn. One without a word leaves an answer alone that was there already, and
 * no trace beside it; a conversation that is gone stays gone.
 */
export async function storeAnswer(exchange: Exchange, answer: EndedAnswer): Promise<void> {
  await prisma.$transaction(async (tx) => {
    await tx.runningAnswer.deleteMany({ where: turnOf(exchange) })
    const { count } = await tx.conversationMessage.updateMany({ where: placeOf(exchange), data: answer })
    if (count === 0) return
    const others = await othersOf(tx, exchange)
    const isEmpty = answer.content === '' && !answer.toolUses?.length
    const likes = REPLACED[isEmpty ? 'failed' : answer.status]
    const staysBeside = exchange.isBeside && exchange.column === undefined
    const replaced = staysBeside ? likes.filter((status) => REPLACED_BESIDE.includes(status)) : likes
    await tx.conversationMessage.deleteMany({ where: { ...others, status: { in: replaced } } })
    if (isEmpty && (await tx.conversationMessage.count({ where: others })) > 0) {
      await tx.conversationMessage.deleteMany({ where: placeOf(exchange) })
    }
    const { workspaceId, conversationId: id } = exchange
    await tx.conversation.updateMany({ where: { workspaceId, id }, data: { updatedAt: new Date() } })
  })
}
