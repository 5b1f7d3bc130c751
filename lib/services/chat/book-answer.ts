import { AppError } from '@/lib/errors'
import { type CallEnd, closeCall, type OpenCall, openCall, settleCall } from '@/lib/indexing/providers/book-call'
import type { AnswerEnd } from '@/lib/models/stream-answer'
import type { MessageUsage } from '@/lib/schemas/conversation'
import { countTokens } from '@/lib/texts/threads/count-tokens'
import type { Giving } from './chat-request'

/**
 * Books the call that is about to be made; null for one that nobody is paid for, or where booking fails on our side.
 * @throws AppError when the call may not be made
 */
export async function openAnswerCall({ request, composed, onError }: Giving): Promise<OpenCall | null> {
  if (!request.call) return null
  const predictedTokens = composed.composition.usage.inputTokens + (composed.spokenTokens ?? 0)
  try {
    return await openCall({ ...request.call, predictedTokens })
  } catch (error) {
    if (error instanceof AppError) throw error
    onError(error)
    return null
  }
}

type Booked = Pick<MessageUsage, 'predictedInputTokens' | 'costUsd' | 'isEstimated'>

/** Closes the call's booking, and says what the answer's own record holds of it. */
export async function closeAnswerCall(
  { request, onError }: Giving,
  call: OpenCall | null,
  { end, status }: { end: AnswerEnd; status: CallEnd['status'] },
): Promise<Booked> {
  if (!call) return {}
  const { inputTokens, outputTokens, cachedInputTokens: cachedTokens, text } = end
  const isCounted = outputTokens !== null || text === ''
  const { family } = request.found.spec
  const spokenTokens = isCounted ? 0 : await countTokens(call.workspaceId, family, [text]).catch(() => 0)
  const settled = settleCall(call, { status, inputTokens, cachedTokens, outputTokens, spokenTokens })
  await closeCall(call, status, settled).catch(onError)
  const { costUsd, isEstimated } = settled
  return { predictedInputTokens: call.predictedTokens, costUsd, isEstimated }
}
