import type { LanguageModelUsage } from 'ai'
import { prisma } from '@/lib/db/client'
import type { Transaction } from '@/lib/db/transaction'
import { causesOf } from '@/lib/models/fetch/causes-of'
import { newId } from '@/lib/new-id'
import type { ModelPrices } from '@/lib/schemas/workspaces/provider'
import type { pickModel } from './find-model'

/** A call to a provider's model that is about to be made. */
export type Call = {
  workspaceId: string
  purpose: 'answer' | 'summary' | 'facts' | 'test' | 'comparison'
  actorKind: 'user' | 'apiKey' | 'system'
  /** Empty for the system. */
  actorId: string
  /** Null where nothing of the conversation is kept. */
  conversationId: string | null
  messageId: string | null
  model: string
  prices: ModelPrices | null
  /** Counted beforehand, at the upper end. */
  predictedTokens: number
}

export type OpenCall = Call & { id: string }

/** How a call ended. Tokens are null where the provider said nothing. */
export type CallEnd = {
  status: 'complete' | 'stopped' | 'interrupted' | 'failed'
  inputTokens: number | null
  cachedTokens: number | null
  /** Of the input tokens, those that the provider put into its cache. */
  writtenTokens?: number | null
  outputTokens: number | null
  /** Counted in what came. */
  spokenTokens: number
}

/** What is booked. */
export type Settled = {
  inputTokens: number
  cachedTokens: number
  outputTokens: number
  costUsd: number | null
  isEstimated: boolean
}

type Counted = Pick<Settled, 'inputTokens' | 'cachedTokens' | 'outputTokens'>

/** What Anthropic takes for input that it puts into its cache, by the price of input; the others do not tell. */
const CACHE_WRITE_PRICE = 1.25

/** In US dollars; null without a price. */
export function costOf(
  { inputTokens, cachedTokens, outputTokens }: Counted,
  prices: ModelPrices | null,
  writtenTokens = 0,
): number | null {
  if (!prices) return null
  const fresh = Math.max(0, inputTokens - cachedTokens) + writtenTokens * (CACHE_WRITE_PRICE - 1)
  return (fresh * prices.input + cachedTokens * prices.cachedInput + outputTokens * prices.output) / 1_000_000
}

/** What the model that a request found costs; null where that is not known. */
export function pricesOf({ offered }: Pick<ReturnType<typeof pickModel>, 'offered'>): ModelPrices | null {
  return offered?.prices ?? null
}

/**
 * Books a call before it is made, with what it will take at least: a server that dies in the middle leaves a sensible row.
 * A call is booked once, however often it is tried again.
 */
export async function openCall(
  { prices, ...call }: Call,
  client: Pick<Transaction, 'modelCall'> = prisma,
): Promise<OpenCall> {
  const id = newId('call')
  const inputTokens = call.predictedTokens
  const costUsd = costOf({ inputTokens, cachedTokens: 0, outputTokens: 0 }, prices)
  await client.modelCall.create({ data: { ...call, id, inputTokens, costUsd }, select: { id: true } })
  return { ...call, id, prices }
}

/**
 * What a call took: as the provider counted, else as is known here. One that was refused without a word took nothing, one
 * that broke off or was stopped all that was sent and what came.
 */
export function settleCall({ prices, predictedTokens }: OpenCall, end: CallEnd): Settled {
  const isRefused = end.status === 'failed' && end.inputTokens === null && end.spokenTokens === 0
  const counted: Counted = {
    inputTokens: end.inputTokens ?? (isRefused ? 0 : predictedTokens),
    cachedTokens: Math.min(end.cachedTokens ?? 0, end.inputTokens ?? 0),
    outputTokens: end.outputTokens ?? end.spokenTokens,
  }
  const isEstimated = !isRefused && (end.inputTokens === null || end.outputTokens === null)
  return { ...counted, costUsd: costOf(counted, prices, end.writtenTokens ?? 0), isEstimated }
}

export async function closeCall({ workspaceId, id }: OpenCall, status: CallEnd['status'], settled: Settled) {
  await prisma.modelCall.updateMany({ where: { workspaceId, id }, data: { ...settled, status } })
}

const NOTHING = { inputTokens: null, cachedTokens: null, outputTokens: null, spokenTokens: 0 }

/** Books a call that gives all of its answer at once. @throws what the call throws */
export async function bookCall<Answer extends Omit<CallEnd, 'status'>>(
  call: Call,
  ask: () => Promise<Answer>,
): Promise<Answer> {
  const open = await openCall(call)
  const answer = await ask().catch(async (error: unknown) => {
    const status = isBrokenOff(error) ? 'interrupted' : 'failed'
    await closeCall(open, status, settleCall(open, { ...NOTHING, status }))
    throw error
  })
  await closeCall(open, 'complete', settleCall(open, { ...answer, status: 'complete' }))
  return answer
}

/** By this side, or because it took too long: the provider had begun, and bills what it was sent. */
function isBrokenOff(error: unknown): boolean {
  return causesOf(error).some(
    (cause) => cause instanceof Error && (cause.name === 'AbortError' || cause.name === 'TimeoutError'),
  )
}

/** What the SDK says that a call took. */
export function countedOf({ inputTokens, outputTokens, inputTokenDetails }: LanguageModelUsage) {
  return {
    inputTokens: inputTokens ?? null,
    cachedTokens: inputTokenDetails.cacheReadTokens ?? null,
    writtenTokens: inputTokenDetails.cacheWriteTokens ?? null,
    outputTokens: outputTokens ?? null,
  }
}
