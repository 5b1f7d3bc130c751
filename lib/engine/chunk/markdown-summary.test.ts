import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { loadTokenizer } from '../tokens/tokenizer'
import { markdownSummary } from './markdown-summary'

vi.setConfig({ testTimeout: 60_000 })

const tokenizer = await loadTokenizer('gpt')

describe('markdownSummary', () => {
  it.each([
    [
      '# Title\n\nThe **first** paragraph, with [a link](x). It says what this is.\n\nMore.',
      /^The first paragraph, with a link\. It says what this is\.$/,
    ],
    ['# Only\n\n- one\n- two', /^one; two$/],
    ['# Only a title', /^Only a title$/],
    ['', /^$/],
    ['```\ncode\n```', /^$/],
  ])('summarizes %j', (body, expected) => {
    expect(markdownSummary(body, tokenizer)).toMatch(expected)
  })

  it('takes whole sentences while they fit, and marks a sentence that is cut', () => {
    const sentences = Array.from({ length: 30 }, (_, i) => `Sentence number ${i} is here.`).join(' ')
    expect(markdownSummary(sentences, tokenizer)).toMatch(/^Sentence number 0 is here\. .*is here\.$/)
    expect(markdownSummary('word '.repeat(200), tokenizer)).toMatch(/^word .*word…$/)
  })

  it('stays within the limit for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.integer({ min: 1, max: 60 }), (body, maxTokens) => {
        expect(tokenizer.count(markdownSummary(body, tokenizer, maxTokens))).toBeLessThanOrEqual(maxTokens)
      }),
    )
  })
})
