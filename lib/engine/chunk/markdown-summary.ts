import type { Tokenizer } from '../vocabulary/ports'
import { parseBlocks } from './parse-blocks'
import { plainText } from './plain-text'
import { sentenceStarts } from './sentences'

/** Only this much of a body (UTF-16 units) is looked at. */
const LEAD_LENGTH = 8_000

/**
 * An extractive summary: the leading sentences of the first paragraph as plain text, at most `maxTokens` (default 60).
 * Without a paragraph it is the first list items, else the headings; empty for a body without any text.
 */
export function markdownSummary(body: string, tokenizer: Tokenizer, maxTokens = 60): string {
  const blocks = parseBlocks(body.slice(0, LEAD_LENGTH))
  const textOf = (kind: string) =>
    blocks.flatMap((block) => (block.kind === kind ? plainText(body.slice(block.start, block.end)) || [] : []))
  const paragraph = textOf('text')[0]
  if (paragraph) return leadingSentences(paragraph, tokenizer, maxTokens)
  const items = textOf('item')
  return leadingSentences((items.length > 0 ? items : textOf('heading')).join('; '), tokenizer, maxTokens)
}

function leadingSentences(text: string, tokenizer: Tokenizer, maxTokens: number): string {
  if (text === '') return ''
  const fits = (end: number) => tokenizer.count(text.slice(0, end).trimEnd()) <= maxTokens
  let end = 0
  for (const start of [...sentenceStarts(text).slice(1), text.length]) {
    if (!fits(start)) break
    end = start
  }
  if (end > 0) return text.slice(0, end).trimEnd()
  // Not even the first sentence fits: as many of its words, with a mark that it goes on.
  let summary = ''
  for (const { index } of text.matchAll(/\s+|$/g)) {
    const candidate = `${text.slice(0, index)}…`
    if (tokenizer.count(candidate) > maxTokens) break
    summary = candidate
  }
  return summary
}
