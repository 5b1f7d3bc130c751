import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { CleanBody } from '../clean/noise'
import { applyEdits, toPieces } from '../text/source-edits'
import { loadTokenizer } from '../tokens/tokenizer'
import type { Tokenizer } from '../vocabulary/ports'
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

describe('an HTML table that is cut', () => {
  const row = (n: number) => `<tr><td>Zone ${n}</td><td>${n}.50 EUR</td></tr>`
  const titles = '<tr><th>Zone</th><th>Rate</th></tr>'
  const heads = {
    'a head': `<table>\n<thead>\n${titles}\n</thead>\n<tbody>`,
    'a first row of titles': `<TABLE>\n${titles}`,
    'a caption and an empty corner': `<table><caption>Rates</caption>\n${titles.replace('<tr>', '<tr><td></td>')}`,
  }

  it.each(Object.entries(heads))('has its head in every piece, and each row once: %s', (_, head) => {
    const rows = lines(40, row)
    const texts = cut(`Rates:\n\n${head}\n${rows.join('\n')}\n</table>\n\nEnd.`, 160)
    expect(texts.length).toBeGreaterThan(5)
    const tables = texts.filter((text) => text.includes('<td>Zone'))
    for (const text of tables) {
      expect(text).toContain(titles.slice(4))
      expect(text.match(/<table>/gi)).toHaveLength(1)
      expect(text.match(/<\/table>/gi)).toHaveLength(1)
    }
    expect(tables.flatMap((text) => text.match(/<tr><td>Zone[^\n]*/g) ?? [])).toEqual(rows)
  })

  it('is cut between its rows, on one line, over several lines and with empty lines between', () => {
    const spread = lines(30, (n) => `<tr>\n    <td>Zone ${n}</td>\n\n    <td>${n}.50 EUR</td>\n  </tr>`)
    const head = `<table><thead>${titles}</thead>`
    for (const body of [`${head}${lines(40, row).join('')}</table>`, `${head}\n  ${spread.join('\n\n  ')}\n</table>`]) {
      const texts = cut(body, 120)
      expect(texts.length).toBeGreaterThan(4)
      for (const text of texts) {
        expect(text).toMatch(/^<table><thead>/)
        expect(text.match(/<tr>/g)).toHaveLength(text.match(/<\/tr>/g)?.length ?? 0)
        expect(text).toMatch(/<\/table>$/)
      }
    }
  })

  it('has the head without its styles where it is long', () => {
    const styled = `<th class="${'wide '.repeat(30)}" style='color: red' colspan=2>Rate</th>`
    const texts = cut(`<table>\n<tr><th>Zone</th>${styled}</tr>\n${lines(40, row).join('\n')}\n</table>`, 200)
    for (const text of texts.slice(1))
      expect(text).toMatch(/^<table><tr><th>Zone<\/th><th colspan=2>Rate<\/th><\/tr>\n<tr>/)
  })

  it('has none where no row is one of titles, and none of a table in it', () => {
    const inner = `<table>${titles}</table>`
    const rows = lines(30, (n) => `<tr><td>Zone ${n}</td><td>${inner}</td></tr>`)
    const texts = cut(`<table>\n${rows.join('\n')}\n</table>`, 100)
    expect(texts.length).toBeGreaterThan(5)
    for (const text of texts.slice(1)) expect(text).toMatch(/^<tr><td>Zone/)
  })

  it('stands in a quote and in a list item', () => {
    for (const [first, margin] of [
      ['> ', '> '],
      ['- ', '  '],
    ] as const) {
      const all = ['<table>', titles, ...lines(30, row), '</table>']
      const texts = cut(all.map((line, at) => (at === 0 ? first : margin) + line).join('\n'), 120)
      expect(texts.length).toBeGreaterThan(3)
      for (const text of texts.slice(1))
        expect(text.startsWith(`${margin}<table>\n${margin}${titles}\n${margin}<tr>`)).toBe(true)
    }
  })

  it('is text where it is not closed, or where a heading stands in it', () => {
    const body = `<table>\n${titles}\n\n# Heading\n\n${lines(30, row).join('\n')}\n</table>`
    expect(chunkMarkdown(body, { tokenizer, maxTokens: 100 }).at(-1)?.headingPath).toEqual(['Heading'])
    expect(cut(`<table>\n${titles}\n\nText that goes on.`)).toHaveLength(1)
  })
})

describe('indented code that is cut', () => {
  const method = (n: number) => `def rate_${n}(self, zone):\n    if zone.far:\n        return ${n}\n    return 0`

  it.each(['    ', '\t', '        '])('keeps its indentation, and is cut between functions: %j', (margin) => {
    const code = lines(20, method).join('\n').replace(/^/gm, margin)
    for (const before of ['', `# ${'Long text '.repeat(30_000)}\n\n# Code\n\n`]) {
      const texts = cut(`${before}${code}\n`).filter((text) => text.includes('def rate'))
      expect(texts.length).toBeGreaterThan(5)
      expect(texts.join('\n').replace('# Code\n\n', '')).toBe(code)
      for (const text of texts.slice(1)) expect(text.startsWith(`${margin}def`)).toBe(true)
    }
  })

  it('has it in a piece that begins within a line', () => {
    const texts = cut(`Text:\n\n    ${lines(200, (n) => `value${n}`).join(' ')}\n    end()`)
    const code = texts.filter((text) => text.includes('value'))
    expect(code.length).toBeGreaterThan(3)
    for (const text of code.slice(1)) expect(text).toMatch(/^ {4}\S/)
  })
})

describe('whatever is cut', () => {
  const row = fc.constantFrom(
    '| a | b |',
    '| the cell of a row | another one |',
    '|---|---|',
    'let x = 1',
    '    return x',
    '\treturn y',
    '<tr><td>the cell</td><td>another</td></tr>',
    '',
  )
  const line = fc.oneof(
    row,
    fc.constantFrom(
      '```ts',
      '```',
      '~~~~',
      '- item',
      '> quote',
      '# h',
      '- ```py',
      '> ```',
      '<!-- c -->',
      '<table>',
      '<tr><th>a</th>',
      '</table>',
    ),
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
