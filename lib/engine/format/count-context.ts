import { mapSections } from '../vocabulary/map-sections'
import type { Tokenizer } from '../vocabulary/ports'
import type { Span } from '../vocabulary/trace'
import type { SectionName } from '../vocabulary/types'
import type { Renderer } from './renderer'
import type { RenderedContext, SpanDraft } from './span-writer'

/** Tokens of a rendered context. `inputTokens` is the sum of `sections`. */
export type CountedContext = { spans: Span[]; sections: Record<SectionName, number>; inputTokens: number }

/**
 * Counts exactly what is sent: each message as a whole, its tokens attributed to the span in which they start, plus what
 * messages cost by themselves, which counts for the section that the message carries.
 */
export function countContext(rendered: RenderedContext, renderer: Renderer, tokenizer: Tokenizer): CountedContext {
  const sections = mapSections(() => 0)
  const spans: Span[] = []
  rendered.messages.forEach((message, messageIndex) => {
    const drafts = rendered.spans.filter((span) => span.messageIndex === messageIndex)
    for (const span of attributeTokens(message.content, drafts, tokenizer)) {
      spans.push(span)
      sections[span.section] += span.tokens
    }
    const isLast = messageIndex === rendered.messages.length - 1
    const carrier = isLast ? 'query' : message.role === 'system' ? 'instructions' : 'history'
    sections[carrier] += renderer.messageTokens + (isLast ? renderer.replyTokens : 0)
  })
  return { spans, sections, inputTokens: Object.values(sections).reduce((total, tokens) => total + tokens, 0) }
}

function attributeTokens(content: string, drafts: SpanDraft[], tokenizer: Tokenizer): Span[] {
  const tokens = tokenizer.countParts(
    content,
    drafts.map(({ end }) => end),
  )
  return drafts.map((draft, index) => ({ ...draft, tokens: tokens[index] ?? 0 }))
}
