import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { makeCandidate } from '../assemble/prepared.fixture'
import { chunkMarkdown } from '../chunk/chunk-markdown'
import { CleanBody } from '../clean/noise'
import { toPieces } from '../text/source-edits'
import { loadTokenizer } from '../tokens/tokenizer'
import type { Tokenizer } from '../vocabulary/ports'
import type { Candidate } from '../vocabulary/types'
import { mergeCandidates } from './merge-candidates'

let tokenizer: Tokenizer

beforeAll(async () => {
  tokenizer = await loadTokenizer('gpt')
})

const rows = Array.from({ length: 30 }, (_, n) => `| Zone ${n} | ${n}.50 EUR |`).join('\n')
const code = Array.from({ length: 12 }, (_, n) => `function f${n}(x) {\n  return x + ${n}\n}`).join('\n\n')
const TABLE = `| Zone | Rate |\n| --- | --- |\n${rows}`
const BODY = `# Rates\n\nThe rates <!-- checked --> by zone.\n\n${TABLE}\n\nHow they are computed:\n\n\`\`\`js\n${code}\n\`\`\`\n\nThe end.`

function toCandidates(body: string, maxTokens: number): Candidate[] {
  return chunkMarkdown(body, { tokenizer, maxTokens }).map(({ text, startOffset, endOffset, ordinal, edits }) => ({
    ...makeCandidate('m', text, { chunkId: `m#${ordinal}`, startOffset }),
    endOffset,
    ...(edits ? { edits } : {}),
  }))
}

describe('chunks of a table or of code that are put together again', () => {
  it('are the text that they were cut from, without what was repeated', () => {
    for (const maxTokens of [60, 100, 230]) {
      const [item, ...others] = mergeCandidates(toCandidates(BODY, maxTokens))
      expect(others).toEqual([])
      expect(item!.parts.map(({ text }) => text).join('')).toBe(new CleanBody(BODY).text(0, BODY.length))
    }
  })

  it('claim of each piece only what stands in the source there, and have a head for each gap', () => {
    const candidates = toCandidates(BODY, 60)
    fc.assert(
      fc.property(fc.subarray(candidates, { minLength: 1 }), (chosen) => {
        for (const { parts } of mergeCandidates(chosen)) {
          const pieces = parts.flatMap((part) => toPieces({ ...part, startOffset: part.sourceStart }, part.sourceEnd))
          expect(pieces.map(({ text }) => text).join('')).toBe(parts.map(({ text }) => text).join(''))
          for (const { text, start, end, isInserted } of pieces) {
            if (!isInserted) expect(text).toBe(BODY.slice(start, end))
          }
          const text = pieces.map((piece) => piece.text).join('')
          if (text.includes('| Zone ')) expect(text.split('| Zone | Rate |')).toHaveLength(2)
          expect(text.split('```').length % 2).toBe(1)
        }
      }),
    )
  })

  it('keep their count where nothing of them is taken away', () => {
    const [first, , third] = toCandidates(BODY, 60)
    const parts = mergeCandidates([first!, third!]).flatMap((item) => item.parts)
    expect(parts.map(({ tokens }) => tokens)).toEqual([first!.tokens, third!.tokens])
  })
})
