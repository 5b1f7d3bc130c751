import type { ComposeRequest } from '../vocabulary/composition'
import type { ImageTrace, Message, Span } from '../vocabulary/trace'
import type { ImageRef } from '../vocabulary/types'
import { countImageTokens } from './count-image-tokens'

/** Images of one request to a model, and their bytes: what every provider takes. */
const MAX_IMAGES = 20
const MAX_BYTES = 20 * 1024 * 1024

type Decision = Pick<ImageTrace, 'fate' | 'reason' | 'because' | 'messageIndex'>
type Attached = { messages: Message[]; images: ImageTrace[]; tokens: { query: number; history: number } }

/** Tokens of the images that are sent with the query, whatever else is. */
export function questionImageTokens({ images = [], model }: ComposeRequest): number {
  return images.reduce((sum, image) => sum + countImageTokens(model, image), 0)
}

/**
 * Puts images into the messages that say what they belong to: those of the query, then those of turns that are sent word
 * for word, the newest first, as far as there is room. Every other one is named with why it is left out.
 * @param room tokens for images of turns
 */
export function attachImages(
  request: ComposeRequest,
  { messages, spans }: { messages: Message[]; spans: Span[] },
  room: number,
): Attached {
  const { images: asked = [], turns, model } = request
  const last = messages.length - 1
  const tokens = { query: questionImageTokens(request), history: 0 }
  const sent = { count: asked.length, bytes: asked.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) }
  const sentIn = new Map<string, number>()
  for (const { origin, turnId, messageIndex } of spans) {
    if (origin === 'turn' && turnId !== undefined) sentIn.set(turnId, messageIndex)
  }
  const decide = (image: ImageRef, turnId: string): Decision => {
    const at = sentIn.get(turnId)
    if (!model.takesImages) return { fate: 'dropped', reason: 'image_not_taken' }
    if (at === undefined) return { fate: 'dropped', reason: 'image_without_turn' }
    if (sent.count >= MAX_IMAGES || sent.bytes + image.sizeBytes > MAX_BYTES) {
      const because = { compared: sent.count + 1, limit: sent.count, unit: 'rank' } as const
      return { fate: 'dropped', reason: 'image_too_many', because }
    }
    const size = countImageTokens(model, image)
    const because = { compared: size, limit: Math.max(0, room - tokens.history), unit: 'tokens' } as const
    if (size > because.limit) return { fate: 'dropped', reason: 'image_over_budget', because }
    sent.count++
    sent.bytes += image.sizeBytes
    tokens.history += size
    // providers take images from the user alone
    const messageIndex = messages[at]?.role === 'user' ? at : last
    return { fate: 'included', reason: 'image_of_turn', because, messageIndex }
  }
  const toTrace = ({ id: imageId, ...image }: ImageRef, decision: Decision): ImageTrace => ({
    imageId,
    ...image,
    tokens: countImageTokens(model, image),
    ...decision,
  })
  const newestFirst = turns
    .filter(({ images = [] }) => images.length > 0)
    .toReversed()
    .map(({ id: turnId, images = [] }) => images.map((image) => ({ ...toTrace(image, decide(image, turnId)), turnId })))
  const images = [
    ...newestFirst.reverse().flat(),
    ...asked.map((image) => toTrace(image, { fate: 'included', reason: 'image_of_question', messageIndex: last })),
  ]
  return { messages: withImages(messages, images), images, tokens }
}

function withImages(messages: Message[], traced: ImageTrace[]): Message[] {
  return messages.map((message, index) => {
    const own = traced.filter(({ messageIndex }) => messageIndex === index)
    if (own.length === 0) return message
    return {
      ...message,
      images: own.map(({ imageId, name, mediaType, sha256 }) => ({ id: imageId, name, mediaType, sha256 })),
    }
  })
}
