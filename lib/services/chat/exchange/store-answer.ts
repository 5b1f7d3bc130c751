import { prisma } from '@/lib/db/client'
import { lockConversations } from '@/lib/db/compositions/lock-conversations'
import type { Transaction } from '@/lib/db/transaction'
import type { FirstAnswer, MessageUsage } from '@/lib/schemas/conversations/conversation'
import type { Source } from '@/lib/schemas/conversations/source'
import type { ToolUse } from '@/lib/schemas/conversations/tool-use'
import type { Exchange } from './exchange'

/** `interrupted`: the answer broke off. Its text so far is kept. */
export type EndedAnswer = {
  content: string
  /** Left out if the model sent no thinking. */
  thinking?: string
  /** Left out if the model used no tool and asked for none. */
  toolUses?: ToolUse[]
  /** Left out if the model named none. */
  sources?: Source[]
  status: 'complete' | 'stopped' | 'failed' | 'interrupted'
  error?: string
  usage?: MessageUsage
  /** When the model gave the answer, if it is given again. */
  reusedFromAt?: Date
  /** The composition of the final answer, if it differs from the one stored before the first word. */
  compositionId?: string
  /** The first answer, if it began before the whole context was there. */
  firstAnswer?: FirstAnswer
}

/** By its status, which other answers to the question an answer replaces. */
const REPLACED: Record<EndedAnswer['status'], string[]> = {
  complete: ['complete', 'stopped', 'interrupted', 'failed'],
  stopped: ['complete', 'stopped', 'interrupted', 'failed'],
  interrupted: ['interrupted', 'failed'],
  failed: ['failed'],
}

/** An answer beside the others never replaces a complete one. */
const REPLACED_BESIDE = ['interrupted', 'failed']

const placeOf = ({ workspaceId, conversationId, answerId: id }: Exchange) => ({ workspaceId, conversationId, id })
const turnOf = ({ workspaceId, conversationId, answerId: messageId }: Exchange) => ({
  workspaceId,
  conversationId,
  messageId,
})

/** The other answers to the question. For an answer beside others: those in its column, or those in none. */
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

/** Stores which composition the answer is given from, before its first word. */
export async function storeCompositionId(exchange: Exchange, compositionId: string): Promise<void> {
  await prisma.conversationMessage.updateMany({ where: placeOf(exchange), data: { compositionId } })
}

/**
 * Stores the text so far, and that this server is alive.
 * @returns false if the answer is no longer wanted: it was stopped on another server, or its conversation was deleted
 */
export async function storeProgress(exchange: Exchange, content: string): Promise<boolean> {
  return prisma.$transaction(async (tx) => {
    await lockConversations(tx, exchange.workspaceId, [exchange.conversationId])
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
 * Stores the answer and ends its turn. An empty answer is dropped if the question has another one. Nothing is stored if
 * the conversation was deleted.
 */
export async function storeAnswer(exchange: Exchange, answer: EndedAnswer): Promise<void> {
  const { workspaceId, conversationId: id } = exchange
  await prisma.$transaction(async (tx) => {
    await lockConversations(tx, workspaceId, [id])
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
    await tx.conversation.updateMany({ where: { workspaceId, id }, data: { updatedAt: new Date() } })
  })
}
