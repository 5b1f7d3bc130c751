import fc from 'fast-check'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { loadTokenizer } from '../tokens/tokenizer'
import type { Tokenizer } from '../vocabulary/ports'
import { rankSentences } from './rank-sentences'
import { summarizeMarkdown } from './summarize-markdown'

vi.setConfig({ testTimeout: 60_000 })

let tokenizer: Tokenizer
beforeAll(async () => {
  tokenizer = await loadTokenizer('gpt')
})

const BREAD = [
  'Bakers knead flour with water.',
  'Dough rests until the yeast has worked.',
  'Dough of flour, water and yeast becomes bread for bakers.',
  'My grandmother liked mornings.',
]

describe('rankSentences', () => {
  it('ranks the sentence highest that has most in common with the others', () => {
    const { ranks, similarity } = rankSentences(BREAD)
    expect(ranks.indexOf(Math.max(...ranks))).toBe(2)
    expect(ranks.indexOf(Math.min(...ranks))).toBe(3)
    expect(ranks.reduce((sum, rank) => sum + rank, 0)).toBeCloseTo(1)
    expect(similarity(0, 2)).toBeGreaterThan(similarity(0, 3))
  })

  it('takes none, one, and equal ones', () => {
    expect(rankSentences([]).ranks).toEqual([])
    expect(rankSentences(['Alone here.']).ranks).toEqual([1])
    for (const rank of rankSentences(['Same words.', 'Same words.']).ranks) expect(rank).toBeCloseTo(0.5)
  })
})

describe('summarizeMarkdown', () => {
  const section = (sentence: string) => Array.from({ length: 24 }, (_, i) => `${sentence} ${i}.`).join(' ')
  const body = `# Guide\n\nThis guide tells how the parts are kept in order.\n\n## Pumps\n\n${section('The pump moves water through the pipes of hall')}\n\n### Old pumps\n\nOld pumps leak more than new pumps do.\n\n## Valves\n\n\`\`\`ts\nnever()\n\`\`\`\n\n${section('Every valve closes its line when the pressure climbs above')}\n\n## Short\n\nOne line only stands here.`

  it('summarizes the whole and each long section, in order', () => {
    const summaries = summarizeMarkdown(body, tokenizer)
    expect(summaries.map(({ headingPath }) => headingPath)).toEqual([[], ['Guide', 'Pumps'], ['Guide', 'Valves']])
    const [whole, pumps, valves] = summaries
    expect([whole?.startOffset, whole?.endOffset]).toEqual([0, body.length])
    expect(body.slice(pumps?.startOffset, pumps?.endOffset)).toMatch(/^## Pumps[\s\S]+new pumps do\.$/)
    expect(whole?.text).toMatch(/pump[\s\S]+valve/)
    expect(valves?.text).not.toContain('never()')
  })

  it('leaves short bodies, and those without sentences, alone', () => {
    expect(summarizeMarkdown('# A\n\nOnly one sentence stands here.', tokenizer)).toEqual([])
    expect(summarizeMarkdown(`\`\`\`\n${'code()\n'.repeat(400)}\`\`\``, tokenizer)).toEqual([])
  })

  it('is shorter than half of its source, made of its sentences in their order, and the same again', () => {
    const sentence = fc.oneof(
      fc.lorem({ mode: 'sentences', maxCount: 3 }),
      fc.constantFrom(
        '日本語の文章です。'.repeat(4),
        'Use **bold** and `code` in [links](https://example.org/a/b) here.',
        '- item',
        '\n\n',
      ),
    )
    const part = fc.tuple(fc.constantFrom('# A', '## B', '## C', '### D', ''), fc.array(sentence, { maxLength: 40 }))
    fc.assert(
      fc.property(fc.array(part, { maxLength: 5 }), (parts) => {
        const source = parts.map(([heading, sentences]) => `${heading}\n\n${sentences.join(' ')}`).join('\n\n')
        const summaries = summarizeMarkdown(source, tokenizer)
        expect(summarizeMarkdown(source, tokenizer)).toEqual(summaries)
        for (const { startOffset, endOffset, sourceTokens, text, tokenCount } of summaries) {
          expect(sourceTokens).toBe(tokenizer.count(source.slice(startOffset, endOffset)))
          expect(tokenCount).toBe(tokenizer.count(text))
          expect(tokenCount).toBeGreaterThan(0)
          expect(tokenCount).toBeLessThan(sourceTokens / 2)
        }
      }),
      { numRuns: 60 },
    )
  })
})
