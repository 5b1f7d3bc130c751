import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { CleanBody } from '../noise'
import type { Tokenizer } from '../ports'
import { applyEdits, toPieces } from '../source-edits'
import { loadTokenizer } from '../tokens/tokenizer'
import { chunkMarkdown } from './chunk-markdown'

let tokenizer: Tokenizer

beforeAll(async () => {
  tokenizer = await loadTokenizer('gpt')
})

const cut = (body: string, maxTokens = 60) => chunkMarkdown(body, { tokenizer, maxTokens }).map(({ text }) => text)
const lines = (count: number, toLine: (n: number) => string) => Array.from({ length: count }, (_, n) => toLine(n))

describe('a table that is cut', () => {
  const head = '| Zone | Rate | Days |\n| --- | ---: | --- |'
  const rows = lines(40, (n) => `| Zone ${n} | ${n}.50 EUR | ${n} to ${n + 2} |`)

  it('has its head in every piece, and each row once', () => {
    const texts = cut([head, ...rows].join('\n'))
    expect(texts.length).toBeGreaterThan(5)
    for (const text of texts) expect(text.startsWith(`${head}\n|`)).toBe(true)
    expect(texts.flatMap((text) => text.split('\n').slice(2))).toEqual(rows)
  })

  it('has it inside a quote', () => {
    const quoted = [head.replace('\n', '\n> '), ...rows].map((line) => `> ${line}`)
    const texts = cut(quoted.join('\n'), 100)
    expect(texts.length).toBeGreaterThan(5)
    for (const text of texts) expect(text.startsWith(`${quoted[0]}\n> |`)).toBe(true)
    expect(texts.flatMap((text) => text.split('\n').slice(2))).toEqual(rows.map((row) => `> ${row}`))
  })

  it('has it inside a list item', () => {
    const body = `- ${[head.replace('\n', '\n  '), ...rows].join('\n  ')}`
    const [first, ...others] = cut(body, 100)
    expect(first?.startsWith('- | Zone')).toBe(true)
    for (const text of others)
      expect(text.startsWith('  | Zone | Rate | Days |\n  | --- | ---: | --- |\n  |')).toBe(true)
  })

  it('has none that takes more than a quarter of the chunk', () => {
    const wide = `| ${lines(30, (n) => `Column number ${n}`).join(' | ')} |\n|${' --- |'.repeat(30)}`
    const texts = cut([wide, ...rows].join('\n'), 230)
    expect(texts.filter((text) => text.includes('Column number 3')).length).toBe(1)
  })

  it('has no badge in what is repeated', () => {
    const noisy = head.replace('Rate', '![b](https://img.shields.io/b.svg) Rate')
    for (const text of cut([noisy, ...rows].join('\n'))) expect(text).not.toContain('shields')
  })
})

describe('code that is cut', () => {
  const typescript = lines(
    12,
    (n) =>
      `export function rate${n}(zone: Zone): number {\n  if (zone.isFar) {\n    return ${n} * zone.factor\n  }\n  return ${n}\n}`,
  )

  it('has its fence around every piece, which begin where functions do', () => {
    const texts = cut(`\`\`\`ts title="rates.ts"\n${typescript.join('\n\n')}\n\`\`\``)
    expect(texts.length).toBeGreaterThan(5)
    for (const text of texts) {
      expect(text).toMatch(/^```ts title="rates.ts"\nexport function [\s\S]*\n}\n```$/)
    }
  })

  it('keeps the indentation of Python', () => {
    const python = lines(
      20,
      (n) => `    def rate_${n}(self, zone):\n        if zone.far:\n            return ${n}\n        return 0`,
    )
    const body = `~~~python\nclass Rates:\n${python.join('\n\n')}\n~~~`
    const texts = cut(body)
    expect(texts.length).toBeGreaterThan(5)
    const inner = texts.map((text) => {
      expect(text).toMatch(/^~~~python\n[\s\S]*\n~~~$/)
      return text.slice('~~~python\n'.length, -'\n~~~'.length)
    })
    expect(inner.join('\n\n').replaceAll('\n\n', '\n')).toBe(`class Rates:\n${python.join('\n')}`)
  })

  it('has its fence as deep as the list item that it stands in', () => {
    const code = lines(30, (n) => `const value${n} = compute(${n})`).join('\n   ')
    const [first, ...others] = cut(`1. \`\`\`\`js\n   ${code}\n   \`\`\`\``)
    expect(first?.startsWith('1. ````js\n   const')).toBe(true)
    expect(first?.endsWith('\n   ````')).toBe(true)
    for (const text of others) expect(text).toMatch(/^ {3}````js\n {3}const [\s\S]*\n {3}````$/)
  })

  it('repeats the fence alone when what stands behind it is long', () => {
    const info = 'a very long title '.repeat(20)
    const texts = cut(`\`\`\`js ${info}\n${lines(60, (n) => `call(${n})`).join('\n')}\n\`\`\``)
    expect(texts.at(-1)).toMatch(/^```\ncall/)
  })
})

describe('whatever is cut', () => {
  const row = fc.constantFrom(
    '| a | b |',
    '| the cell of a row | another one |',
    '|---|---|',
    'let x = 1',
    '    return x',
    '',
  )
  const line = fc.oneof(
    row,
    fc.constantFrom('```ts', '```', '~~~~', '- item', '> quote', '# h', '- ```py', '> ```', '<!-- c -->'),
  )
  const indented = fc.tuple(fc.constantFrom('', '  ', '> ', '> > ', '   '), line).map(([margin, text]) => margin + text)
  const body = fc.array(indented, { maxLength: 80 }).map((all) => all.join('\n'))

  it('is the source but for its edits, within the limit, without a gap', () => {
    fc.assert(
      fc.property(body, fc.integer({ min: 16, max: 80 }), (source, maxTokens) => {
        const { masked } = new CleanBody(source)
        let before = 0
        for (const chunk of chunkMarkdown(source, { tokenizer, maxTokens })) {
          const { text, startOffset, endOffset, edits, tokenCount } = chunk
          expect(text).toBe(applyEdits(source, startOffset, endOffset, edits))
          expect(tokenCount).toBe(tokenizer.count(text))
          expect(tokenCount).toBeLessThanOrEqual(maxTokens)
          const pieces = toPieces(chunk, endOffset)
          expect(pieces.map((piece) => piece.text).join('')).toBe(text)
          for (const piece of pieces) {
            if (!piece.isInserted) expect(piece.text).toBe(source.slice(piece.start, piece.end))
          }
          expect(masked.slice(before, startOffset).trim()).toBe('')
          before = Math.max(before, endOffset)
        }
        expect(masked.slice(before).trim()).toBe('')
      }),
      { numRuns: 300 },
    )
  })
})
