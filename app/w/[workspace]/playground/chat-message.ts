import type { FileUIPart, UIMessage } from 'ai'
import { ClientError } from '@/components/data/api-client'
import type { TraceStep } from '@/lib/engine'
import type {
  ChatDataParts,
  ChatMetadata,
  ConversationDetailDto,
  FirstAnswer,
  Refinement,
  ShownMessageDto,
} from '@/lib/schemas/conversations/conversation'
import { type Source, sourceKey } from '@/lib/schemas/conversations/source'
import type { ToolUse } from '@/lib/schemas/conversations/tool-use'
import type { ErrorBody } from '@/lib/schemas/error'
import { toStoredPart } from './images/image-parts'

export type ChatMessage = UIMessage<ChatMetadata, ChatDataParts>

function toChatMessage(
  conversationId: string,
  {
    id,
    role,
    content,
    images,
    thinking,
    toolUses,
    sources,
    compositionId,
    status,
    error,
    usage,
    continuedAt,
    reusedFromAt,
    isPinned,
    firstAnswer,
    column,
    askedWith,
    isChosen,
    context,
  }: ShownMessageDto,
): ChatMessage {
  return {
    id,
    role,
    parts: [
      ...images.map((image) => toStoredPart(conversationId, image)),
      ...(firstAnswer?.content ? firstParts(firstAnswer) : []),
      ...(thinking ? [{ type: 'reasoning' as const, text: thinking }] : []),
      ...toolUses.map((data) => ({ type: 'data-tool' as const, id: data.id, data })),
      ...sources.map((data) => ({ type: 'data-source' as const, id: sourceKey(data), data })),
      ...toText(content),
    ],
    metadata: {
      compositionId: compositionId ?? undefined,
      status,
      error: error ?? undefined,
      usage: usage ?? undefined,
      continuedAt: continuedAt ?? undefined,
      reusedFromAt: reusedFromAt ?? undefined,
      ...(isPinned ? { isPinned } : {}),
      ...(firstAnswer ? { firstAnswer } : {}),
      ...(column === null ? {} : { column }),
      ...(askedWith ? { askedWith } : {}),
      ...(isChosen ? { isChosen } : {}),
      ...(context ? { context } : {}),
    },
  }
}

const toText = (text: string) => (text === '' ? [] : [{ type: 'text' as const, text }])

/** As they were streamed before the words of the answer that took the place of the first. */
function firstParts({ content, gaps, added }: FirstAnswer): ChatMessage['parts'] {
  return [...toText(content ?? ''), { type: 'data-refinement', id: 'refinement', data: { gaps, added } }]
}

export function toChatMessages({ id, messages }: Pick<ConversationDetailDto, 'id' | 'messages'>): ChatMessage[] {
  return messages.map((message) => toChatMessage(id, message))
}

export const isRunning = (message: ChatMessage | undefined): boolean => message?.metadata?.status === 'running'

const joinTexts = (parts: ChatMessage['parts']) => parts.map((part) => (part.type === 'text' ? part.text : '')).join('')

/** The words of the first answer and of the one from the whole context, empty where nothing followed or it does not count. */
function textsOf({ parts, metadata }: ChatMessage): { first: string; refined: string } {
  const at = parts.findIndex(({ type }) => type === 'data-refinement')
  const outcome = metadata?.firstAnswer?.outcome
  const isRefined = at >= 0 && (outcome === undefined || outcome === 'refined')
  return {
    first: joinTexts(at < 0 ? parts : parts.slice(0, at)),
    refined: isRefined ? joinTexts(parts.slice(at)) : '',
  }
}

export function textOf(message: ChatMessage): string {
  const { first, refined } = textsOf(message)
  return refined === '' ? first : refined
}

/** What was answered before the whole context was there, where another answer took its place. */
export function firstTextOf(message: ChatMessage): string | undefined {
  const { first, refined } = textsOf(message)
  return refined === '' ? undefined : first
}

/** Why more is looked for, and what was found, while another answer may follow and where it did. */
export function refinementOf({ parts, metadata }: ChatMessage): Refinement | undefined {
  const outcome = metadata?.firstAnswer?.outcome
  if (outcome !== undefined && outcome !== 'refined') return undefined
  return parts.find((part) => part.type === 'data-refinement')?.data
}

/** The last one that was told: the whole context comes after what an answer began from. */
export function compositionOf({ parts }: ChatMessage) {
  return parts.findLast((part) => part.type === 'data-composition')?.data
}

export const imagesOf = ({ parts }: ChatMessage): FileUIPart[] => parts.filter((part) => part.type === 'file')

/** The steps of composing that have ended so far, while it is watched. */
export function stepsOf({ parts }: ChatMessage): TraceStep[] {
  return parts.flatMap((part) => (part.type === 'data-step' ? [part.data] : []))
}

/** What the model told that it thought for the answer that is shown. */
export function thinkingOf({ parts }: ChatMessage): string {
  return parts.findLast((part) => part.type === 'reasoning')?.text ?? ''
}

/** The tools that the model used or asked for, as far as they are known. */
export function toolUsesOf({ parts }: ChatMessage): ToolUse[] {
  return parts.flatMap((part) => (part.type === 'data-tool' ? [part.data] : []))
}

/** The pages and documents that the model named as its sources, so far. */
export function sourcesOf({ parts }: ChatMessage): Source[] {
  return parts.flatMap((part) => (part.type === 'data-source' ? [part.data] : []))
}

/** Why the answer has not begun, where its call is tried again. */
export function waitingOf({ parts }: ChatMessage): string | undefined {
  return parts.findLast((part) => part.type === 'data-waiting')?.data.message
}

/** The id that a question is stored under, and what of it was refused, as its answer's stream told. */
export function learnedFrom(question: ChatMessage, answer: ChatMessage | undefined) {
  const parts = answer?.parts ?? []
  const stored = parts.find((part) => part.type === 'data-conversation')?.data.userMessageId
  const refused = parts.flatMap((part) => (part.type === 'data-learned' ? part.data.refused : []))
  return { messageId: stored ?? question.id, refused }
}

/** The id that a message is stored under, given the one after it: what was asked here has another until it is read again. */
export function storedIdOf(message: ChatMessage, next: ChatMessage | undefined): string {
  return message.role === 'user' ? learnedFrom(message, next).messageId : message.id
}

/** The id of the composition that an answer was given from, as soon as it is known. */
export function compositionIdOf(message: ChatMessage): string | undefined {
  return compositionOf(message)?.id ?? message.metadata?.compositionId
}

/**
 * An error that came instead of a stream. The chat client hands over the response's body as the message; a failed
 * connection is a TypeError.
 */
export function toRefusal(error: Error): ClientError {
  try {
    const { error: body } = JSON.parse(error.message) as { error: ErrorBody }
    return new ClientError(body)
  } catch {
    const isNetwork = error instanceof TypeError
    return new ClientError({
      code: isNetwork ? 'NETWORK' : 'UPSTREAM',
      message: isNetwork ? 'The server cannot be reached. Check the connection and try again.' : error.message,
    })
  }
}
