import type { ModelMessage } from 'ai'
import type { Message } from '@/lib/engine/vocabulary/trace'

/** Where a provider wants to be told that the stable prefix ends; the others find it by themselves. */
const CACHE_BREAKPOINT = { anthropic: { cacheControl: { type: 'ephemeral' } } } as const

/** The composed messages as the AI SDK takes them; the content is passed on untouched. */
export function toModelMessages(messages: Message[]): ModelMessage[] {
  return messages.map(({ role, content, cacheBreakpoint }) => ({
    role,
    content,
    ...(cacheBreakpoint ? { providerOptions: CACHE_BREAKPOINT } : {}),
  }))
}
