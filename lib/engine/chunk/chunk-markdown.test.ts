import fc from 'fast-check'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { CleanBody } from '../clean/noise'
import { chunkText } from '../text/source-edits'
import { loadTokenizer } from '../tokens/tokenizer'
import type { Tokenizer } from '../vocabulary/ports'
import type { Chunk } from '../vocabulary/types'
import { type ChunkOptions, chunkMarkdown } from './chunk-markdown'
import { libraryTexts } from './library-texts.fixture'

vi.setConfig({ testTimeout: 60_000 })

let tokenizer: Tokenizer

beforeAll(async () => {
  tokenizer = await loadTokenizer('gpt')
})

function chunk(body: string, options: Omit<ChunkOptions, 'tokenizer'> = {}): Chunk[] {
  const chunks = chunkMarkdown(body, { tokenizer, ...options })
  checkInvariants(body, chunks, options.maxTokens ?? 230)
  return chunks
}

function checkInvariants(body: string, chunks: Chunk[], maxTokens: number) {
  const clean = new CleanBody(body)
  let covered = 0
  chunks.forEach((chunk, i) => {
    expect(chunk.ordinal).toBe(i)
    expect(chunk.text).toBe(chunkText(body, chunk))
    expect(chunk.text).toContain(clean.text(chunk.startOffset, chunk.endOffset))
    expect(chunk.tokenCount).toBe(tokenizer.count(chunk.text))
    expect(chunk.tokenCount).toBeGreaterThan(0)
    expect(chunk.tokenCount).toBeLessThanOrEqual(maxTokens)
    expect(chunk.endOffset).toBeGreaterThan(covered)
    if (chunk.startOffset > covered) expect(clean.masked.slice(covered, chunk.startOffset).trim()).toBe('')
    expect(splitsPair(body, chunk.startOffset) || splitsPair(body, chunk.endOffset)).toBe(false)
    covered = chunk.endOffset
  })
  expect(clean.masked.slice(covered).trim()).toBe('')
}

function splitsPair(body: string, at: number): boolean {
  return /^[\ud800-\udbff][\udc00-\udfff]$/.test(body.slice(Math.max(0, at - 1), at + 1)) && at > 0
}

const line = fc.oneof(
  fc.lorem({ maxCount: 30 }),
  fc.lorem({ mode: 'sentences', maxCount: 6 }),
  fc.constantFrom(
    '',
    '',
    '# Title',
    '## Part *one*',
    '### Deep',
    'Setext',
    '===',
    '---',
    '```ts',
    '```',
    '~~~',
    '    indented code',
    '- item',
    '  - nested',
    '1. first',
    '> quote',
    '> > deeper',
    '| a | b |',
    '|---|---|',
    '| 1 | 2 |',
    '[^1]: note',
    '[ref]: https://example.org',
    '<div onclick="x()">',
    '</div>',
    '\t',
    '\0',
    '\ufeff',
    '\ud83d',
    '👩‍👩‍👧'.repeat(30),
    '日本語の文章です。'.repeat(12),
    'שלום עולם',
    'x'.repeat(900),
    '[['.repeat(40),
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
)
const markdown = fc
  .tuple(fc.array(line, { maxLength: 40 }), fc.constantFrom('\n', '\r\n'))
  .map(([lines, newline]) => lines.join(newline))

describe('chunkMarkdown', () => {
  it('covers every text with spans within the limit', () => {
    fc.assert(
      fc.property(
        markdown,
        fc.constantFrom(16, 40, 120, 320),
        fc.constantFrom(0, 0.2, 0.5),
        (body, maxTokens, share) => {
          chunk(body, { maxTokens, overlapShare: share })
        },
      ),
      { numRuns: 250 },
    )
  })

  it('finds each text of the sample library in its body, whatever the size', () => {
    for (const body of libraryTexts()) for (const maxTokens of [230, 60]) chunk(body, { maxTokens })
  })

  it('makes nothing of nothing', () => {
    expect(chunk('')).toEqual([])
    expect(chunk(' \n\t\r\n')).toEqual([])
  })

  it('begins a chunk at each heading, with the path of plain titles', () => {
    const text = 'Some words about this part of the product. '.repeat(12)
    const chunks = chunk(`# The **Guide**\n\n${text}\n\n## Using \`it\` [well](x)\n\n${text}\n\n# Next\n\n${text}`)
    expect(chunks.map(({ headingPath }) => headingPath)).toEqual([
      ['The Guide'],
      ['The Guide', 'Using it well'],
      ['Next'],
    ])
    expect(chunks[1]?.text).toMatch(/^## Using/)
  })

  it('keeps a heading with the text below it', () => {
    const chunks = chunk(`# Title\n\n## Part\n\n${'Words of a long paragraph, which never seem to end. '.repeat(60)}`)
    expect(chunks[0]?.text).toMatch(/^# Title\n\n## Part\n\nWords/)
    expect(chunks[0]?.headingPath).toEqual(['Title', 'Part'])
    expect(chunks[0]?.tokenCount).toBeGreaterThan(80)
  })

  it('joins short sections of one parent under the path they share', () => {
    const chunks = chunk('# FAQ\n\nAnswers.\n\n## Cost\n\nNothing.\n\n## Size\n\nSmall.\n\n# Other\n\nText.')
    expect(chunks.map(({ headingPath }) => headingPath)).toEqual([['FAQ'], ['Other']])
  })

  it('leaves code and table rows whole when they fit', () => {
    const code = `\`\`\`ts\n${'const value = compute(input)\n'.repeat(28)}\`\`\``
    const prose = 'A sentence that stands in front of the code. '.repeat(20)
    const chunks = chunk(`# A\n\n${prose}\n\n${code}\n\n${prose}`)
    expect(chunks.some(({ text }) => text.includes(code))).toBe(true)
    const rows = Array.from({ length: 120 }, (_, i) => `| row ${i} | a value that takes some room ${i} |`)
    for (const { text } of chunk(`| name | value |\n|---|---|\n${rows.join('\n')}`)) {
      for (const row of text.split('\n')) expect(row).toMatch(/^\|.*\|$/)
    }
  })

  it('cuts no code that would fit by itself, whatever stands around it', () => {
    const code = fc
      .integer({ min: 1, max: 34 })
      .map((lines) => `\`\`\`ts\n${'call(value, other)\n'.repeat(lines)}\`\`\``)
    const table = fc
      .integer({ min: 1, max: 14 })
      .map((rows) => `| a | b |\n|---|---|\n${'| some | cells |\n'.repeat(rows)}`)
    const prose = fc.integer({ min: 1, max: 30 }).map((count) => 'Words that introduce what follows. '.repeat(count))
    fc.assert(
      fc.property(fc.array(fc.oneof(code, table, prose, fc.constant('## Part')), { maxLength: 12 }), (blocks) => {
        const chunks = chunk(blocks.join('\n\n'))
        for (const block of blocks.map((each) => each.trim())) {
          if (/^[`|]/.test(block)) expect(chunks.some(({ text }) => text.includes(block))).toBe(true)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('leaves a component whole when it fits, and cuts a larger one at the headings in it', () => {
    const prose = 'A sentence of the page around it. '.repeat(14)
    const note = `<Note kind="a">\n\n#### Mind this\n\n${'It matters. '.repeat(12)}\n\n<Icon name="a" />\n\n- one\n- two\n\n</Note>`
    const chunks = chunk(`# Page\n\n${prose}\n\n${note}\n\n${prose}`)
    expect(chunks.some(({ text }) => text.includes(note))).toBe(true)
    expect(chunks.every(({ headingPath }) => headingPath.join() === 'Page')).toBe(true)
    const large = chunk(`# Page\n\n<Deep>\n\n${prose}\n\n#### Inside\n\n${prose}\n\n</Deep>`)
    expect(large.map(({ headingPath }) => headingPath.join('/'))).toEqual(['Page', 'Page/Inside'])
    expect(chunk('<A>\n\ntext\n\n<A>\n\nmore').length).toBe(1)
  })

  it('cuts where the topic turns, and leaves no small remainder', () => {
    const bread = 'The baker kneads dough from flour and water. Dough rests until the yeast has worked. '.repeat(6)
    const ships = 'A captain steers ships across the harbor. Ships carry cargo and sailors past the harbor. '.repeat(6)
    const chunks = chunk(`${bread.trim()} ${ships.trim()}`, { maxTokens: 200, overlapShare: 0 })
    expect(chunks.map(({ text }) => [/dough/i.test(text), /ships/i.test(text)])).toEqual([
      [true, false],
      [false, true],
    ])
    const even = chunk('One more sentence of about ten words stands right here. '.repeat(18))
    for (const { tokenCount } of even) expect(tokenCount).toBeGreaterThan(60)
  })

  it('keeps a sentence that ends in a colon with what it introduces', () => {
    const prose = 'The rain in the hills fills rivers and lakes. '.repeat(14)
    const chunks = chunk(`${prose}\n\nRun this command:\n\n\`\`\`sh\n${'npm run build\n'.repeat(20)}\`\`\``)
    expect(chunks.find(({ text }) => text.includes('Run this'))?.text).toContain('npm run build')
  })

  it('cuts lists between items', () => {
    const items = Array.from({ length: 90 }, (_, i) => `- item ${i} has a text of its own\n  and a second line`)
    const chunks = chunk(items.join('\n'), { overlapShare: 0 })
    expect(chunks.length).toBeGreaterThan(2)
    for (const { text } of chunks) expect(text).toMatch(/^- item \d+ has[\s\S]*second line$/)
  })

  it('cuts paragraphs between sentences and repeats the last ones', () => {
    const sentences = Array.from({ length: 80 }, (_, i) => `Sentence ${i} says that\nnumber ${i} is next.`)
    const chunks = chunk(`# S\n\n${sentences.join(' ')}`)
    expect(chunks.length).toBeGreaterThan(2)
    for (let i = 1; i < chunks.length; i++) {
      const chunk = chunks[i]!
      expect(chunk.text).toMatch(/^Sentence \d+ says/)
      expect(chunk.text).toMatch(/is next\.$/)
      const overlap = chunks[i - 1]!.endOffset - chunk.startOffset
      expect(overlap).toBeGreaterThan(0)
      const repeated = tokenizer.count(chunk.text.slice(0, overlap))
      expect(repeated).toBeGreaterThanOrEqual(0.09 * 230)
      expect(repeated).toBeLessThanOrEqual(0.2 * 230)
    }
  })

  it('repeats nothing where a heading begins', () => {
    const text = 'One of the many sentences of this section. '.repeat(50)
    const chunks = chunk(`# A\n\n${text}\n\n# B\n\n${text}`)
    const first = chunks.findIndex(({ headingPath }) => headingPath[0] === 'B')
    expect(chunks[first]!.text).toMatch(/^# B/)
  })

  it('cuts a run without a boundary', () => {
    expect(chunk('a'.repeat(200_000)).length).toBeLessThan(200)
    chunk('👍'.repeat(20_000))
    chunk('中'.repeat(20_000))
    chunk('\ud800'.repeat(5_000))
  })

  it('cuts code between its parts, and keeps what it is indented by', () => {
    const parts = Array.from({ length: 60 }, (_, i) => `def f${i}(x):\n    y = x + ${i}\n\n    return y`)
    const chunks = chunk(`# T\n\n\`\`\`py\n${parts.join('\n\n')}\n\`\`\``)
    expect(chunks.length).toBeGreaterThan(3)
    for (const { text } of chunks.slice(1)) expect(text).toMatch(/^```py\ndef f\d+\(x\):\n {4}y/)
    const block = Array.from({ length: 90 }, (_, i) => `    call(number${i}, other)`)
    for (const { text } of chunk(`\`\`\`js\nrun(() => {\n${block.join('\n')}\n})\n\`\`\``).slice(1, -1)) {
      expect(text).toMatch(/^```js\n {4}call[\s\S]*\n```$/)
    }
  })

  it('takes 2 MB in seconds', () => {
    const section = `## Part\n\n${'A sentence about one thing or another, with `code` in it. '.repeat(12)}\n\n- one\n- two\n\n`
    const body = section.repeat(Math.ceil(2_000_000 / section.length))
    const started = performance.now()
    expect(chunk(body).length).toBeGreaterThan(1_200)
    expect(performance.now() - started).toBeLessThan(60_000)
  })
})
