import type { ModelMessage } from 'ai'
import type { Message } from '@/lib/engine/vocabulary/trace'

/** Where a provider wants to be told that the stable prefix ends; the others find it by themselves. */
const CACHE_BREAKPOINT = { anthropic: { cacheControl: { type: 'ephemeral' } } } as const

/** The bytes of images, by id. */
export type SentImages = ReadonlyMap<string, Uint8Array>

/**
 * The composed messages as the AI SDK takes them; the content is passed on untouched, behind the images of a user's message.
 * @throws Error for an image whose bytes are not given
 */
export function toModelMessages(messages: Message[], images: SentImages = new Map()): ModelMessage[] {
  return messages.map((message): ModelMessage => {
    const { role, content, cacheBreakpoint } = message
    const options = cacheBreakpoint ? { providerOptions: CACHE_BREAKPOINT } : {}
    if (role !== 'user' || !message.images) return { role, content, ...options }
    const parts = message.images.map(({ id, mediaType }) => {
      const data = images.get(id)
      if (!data) throw new Error(`the bytes of image ${id} are missing`)
      return { type: 'file', mediaType, data } as const
    })
    return { role, content: [...parts, { type: 'text', text: content }], ...options }
  })
}
