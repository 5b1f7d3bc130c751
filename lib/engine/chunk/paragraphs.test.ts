import { describe, expect, it } from 'vitest'
import { loadTokenizer } from '../tokens/tokenizer'
import { chunkMarkdown } from './chunk-markdown'
import { paragraphs } from './paragraphs'
import { summarizeMarkdown } from './summarize-markdown'

const SCRIPT = `# install it
npm ci

    four spaces

\`\`\`
# not code
| a | b |

===

The end.
`

describe('a plain text', () => {
  it('is its paragraphs', () => {
    const texts = paragraphs(SCRIPT).map(({ start, end }) => SCRIPT.slice(start, end))
    expect(texts).toEqual(['# install it\nnpm ci', 'four spaces', '```\n# not code\n| a | b |', '===', 'The end.'])
    expect(paragraphs('\n \n\t\n')).toEqual([])
  })

  it('has no headings, and is cut between its paragraphs', async () => {
    const tokenizer = await loadTokenizer('gpt')
    const whole = chunkMarkdown(SCRIPT, { tokenizer, isPlain: true })
    expect(whole).toMatchObject([{ headingPath: [], text: SCRIPT.trim() }])
    expect(chunkMarkdown(SCRIPT, { tokenizer }).map(({ headingPath }) => headingPath)).toContainEqual(['install it'])

    const days = Array.from(
      { length: 12 },
      (_, day) => `# ${day}\nOn day ${day} we walked ${'very far and '.repeat(12)}slept.`,
    )
    const body = days.join('\n\n')
    const chunks = chunkMarkdown(body, { tokenizer, isPlain: true, maxTokens: 100, overlapShare: 0 })
    expect(chunks.length).toBeGreaterThan(3)
    for (const { headingPath, text, edits } of chunks) {
      expect(headingPath).toEqual([])
      expect(edits).toBeUndefined()
      expect(days.join('\n\n')).toContain(text)
      expect(text).toMatch(/^# \d+\n/)
    }

    const long = days.map((day) => `${day}\n${day.slice(day.indexOf('\n') + 1).repeat(5)}`).join('\n\n')
    const summaries = summarizeMarkdown(long, tokenizer, { isPlain: true })
    expect(summaries.map(({ headingPath }) => headingPath)).toEqual([[]])
    expect(summarizeMarkdown(long, tokenizer).length).toBeGreaterThan(1)
  })
})
