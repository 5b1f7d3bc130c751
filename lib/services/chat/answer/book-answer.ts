import { prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { type CallEnd, closeCall, type OpenCall, openCall, settleCall } from '@/lib/indexing/providers/book-call'
import type { AnswerEnd } from '@/lib/models/answers/stream-answer'
import type { MessageUsage } from '@/lib/schemas/conversations/conversation'
import type { OpenRequest } from '@/lib/services/chat/request/chat-request'
import { requireUsageLeft } from '@/lib/services/usage-limits/rules/require-usage-left'
import { countTokens } from '@/lib/texts/threads/count-tokens'

/** The part of an answer in progress that booking needs. */
type Booking = {
  request: Pick<OpenRequest, 'call' | 'found'>
  composed: { composition: { usage: { inputTokens: number } }; spokenTokens?: number }
  onError: (error: unknown) => void
}

type CallOpening = {
  call: OpenCall | null
  /** Why the call may not be made: a usage limit was reached while the context was composed. */
  refusal?: AppError
}

/** Books a call before it is made. `call` is null for the offline model, or if booking fails on our side. */
export async function openAnswerCall({ request, composed, onError }: Booking): Promise<CallOpening> {
  if (!request.call) return { call: null }
  const predictedTokens = composed.composition.usage.inputTokens + (composed.spokenTokens ?? 0)
  const call = { ...request.call, predictedTokens }
  try {
    return {
      call: await prisma.$transaction(async (tx) => {
        await requireUsageLeft(tx, call)
        return openCall(call, tx)
      }),
    }
  } catch (error) {
    if (error instanceof AppError) return { call: null, refusal: error }
    onError(error)
    return { call: null }
  }
}

type CallFigures = Pick<MessageUsage, 'predictedInputTokens' | 'costUsd' | 'isEstimated'>

/** Closes the booking of a call, and returns the figures that the answer's own record holds. */
export async function closeAnswerCall(
  { request, onError }: Pick<Booking, 'request' | 'onError'>,
  call: OpenCall | null,
  { end, status }: { end: AnswerEnd; status: CallEnd['status'] },
): Promise<CallFigures> {
  if (!call) return {}
  const { inputTokens, outputTokens, cachedInputTokens: cachedTokens, writtenInputTokens: writtenTokens, text } = end
  const isCounted = outputTokens !== null || text === ''
  const { family } = request.found.spec
  const spokenTokens = isCounted ? 0 : await countTokens(call.workspaceId, family, [text]).catch(() => 0)
  const settled = settleCall(call, { status, inputTokens, cachedTokens, writtenTokens, outputTokens, spokenTokens })
  await closeCall(call, status, settled).catch(onError)
  const { costUsd, isEstimated } = settled
  return { predictedInputTokens: call.predictedTokens, costUsd, isEstimated }
}
