import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { chunkMarkdown } from '../chunk/chunk-markdown'
import { applyEdits } from '../text/source-edits'
import { loadTokenizer } from '../tokens/tokenizer'
import type { Tokenizer } from '../vocabulary/ports'
import { CleanBody, findNoise, LEFT_OUT } from './noise'

const DATA = `iVBORw0KGgoAAAANSUhEUgiV${'BORw0KGgoAAAANSUhEUgiV9'.repeat(300)}xQ==`
const withoutNoise = (body: string) => new CleanBody(body).text(0, body.length)
let tokenizer: Tokenizer

beforeAll(async () => {
  tokenizer = await loadTokenizer('gpt')
})

describe('findNoise', () => {
  it.each([
    ['text <!-- a\n\n# b --> more', 'text  more'],
    ['text\n{/* a */}\n\n{/* b */}\n\n\n  more', 'text\n\n  more'],
    ['text\n\n{/* a */}\n\n    code', 'text\n\n    code'],
    ['text {/* a */}\n\n\nmore', 'text \n\n\nmore'],
    ['text\n{/* a */}\nmore', 'text\n\nmore'],
    ['import A from \'./a\'\nimport { B, C } from "b";\n\n# T', '# T'],
    ["import {\n  A,\n  B,\n} from './a'\n\ntext", 'text'],
    ["export { A } from './a'\nexport const meta = { a: 1 }\ntext", 'text'],
    ['export const meta = {\n  title: "a }",\n\n  tags: [`b\n}`],\n}\n\ntext', 'text'],
    ["export default function Layout({ children }) {\n  // it's {\n  return <p>it's {children}</p>\n}\ntext", 'text'],
    ['export default ({ children }) => (\n  <div>\n    {children}\n  </div>\n)\n\ntext', 'text'],
    ['export const a = b\n  .map((c) => c)\n  .join("")\ntext', 'text'],
    ['export type A = {\n  b: string\n}\ntext', 'text'],
    ['export { A } from "./a"\nexport * from "b"\nexport default Page\n\ntext', 'text'],
    ['export async function load() {\n\n  return `# no heading\n\n`\n}', ''],
    ['<Note kind="a">\n<Note>\ntext\n</Note>\n</Note>', '<Note kind="a">\n\ntext\n\n</Note>'],
    ['{/* note\n   to self */}\ntext', 'text'],
    ['text %% for me: 100% sure %% more', 'text  more'],
    ['%% for me %%\n\n- (%%a%%), b', '- (), b'],
    ['  %% a %% b\n\n%%\nfor me\n\n# no heading\n%%\ntext', '   b\n\ntext'],
    ['%% for me\nand me %%\ntext', 'text'],
    ['<Intro>\n\ntext\n\n</Intro>\n\n<InlineToc />\n', 'text\n\n'],
    ['[![build](https://img.shields.io/a/b.svg)](https://ci.example) text', ' text'],
    ['![npm](https://badge.fury.io/js/a.svg) text', ' text'],
    ['<img src="https://t.example/p.gif" width="1" height="1"> text', ' text'],
    ['![](https://www.google-analytics.com/collect?v=1&tid=UA-1&t=pageview) text', ' text'],
    ['![Analytics](https://ga-beacon.appspot.com/UA-1/a/readme) text', ' text'],
    ['<img src="https://analytics.example.com/matomo.php?idsite=1&rec=1" alt=""> text', ' text'],
    ['<img referrerpolicy="no-referrer-when-downgrade" src="https://static.scarf.sh/a.png?x-pxid=1" /> text', ' text'],
    [`![logo](data:image/png;base64,${DATA}) end`, `![logo](data:image/png;base64,iVBORw0K${LEFT_OUT}==) end`],
    [`key: ${DATA}`, `key: iVBORw0K${LEFT_OUT}==`],
  ])('leaves out what says nothing: %j', (body, text) => {
    expect(withoutNoise(body)).toBe(text)
  })

  it.each([
    '```html\n<!-- kept -->\n<Intro>\nimport A from "a"\n```\n',
    'Write `<!-- more -->` where the text ends.',
    '![a screen](https://docs.example/screen.png)',
    '![a chart](https://analytics.example.com/docs/chart.png)',
    '![settings](https://docs.example/google-analytics/settings.png)',
    '<Note kind="a">\n\ntext\n\n</Note',
    'Use <T> for the type.',
    'import the file from "a"',
    'export const a = /* never closed\n\ntext',
    'export const is what makes a value known outside.',
    'export default settings to a file.\nexport the file',
    'export const open = {\n  never: "closed",\n\n# Heading',
    '```js\nexport const a = {\n}\n```',
    `${'d41d8cd98f00b204e9800998ecf8427ed41d8cd98f00b204e9800998ecf8427e\n'.repeat(9)}`,
    'x'.repeat(2_000),
    'a/b/c/'.repeat(200),
    '<!-- never closed',
    '%% never closed\n\ntext',
    '```mermaid\n%% a remark %%\ngraph\n```\n',
    'Write `%% a %%` for a remark, %%d and %%s for values, 5%% of 10%%.',
    '%%%% a %%%%',
  ])('leaves in: %j', (body) => {
    expect(withoutNoise(body)).toBe(body)
  })

  it.each([
    ['-----BEGIN CERTIFICATE-----\n', '\n', '\n-----END CERTIFICATE-----'],
    ['```pem\n', '\n', '\n```\n'],
    ['    ', '\n    ', '\n'],
    ['> ', '\r\n> ', ''],
    ['const key =\n  "', '" +\n  "', '";\n'],
    ['{"key": "', '\\n', '"}'],
  ])('leaves wrapped data out: %j', (before, between, after) => {
    for (const width of [60, 64, 76]) {
      const lines = DATA.slice(0, width * 8 + 20).match(new RegExp(`.{1,${width}}`, 'g')) ?? []
      const body = `${before}${lines.join(between)}${after}`
      expect(withoutNoise(body)).toBe(`${before}iVBORw0K${LEFT_OUT}${lines.at(-1)?.slice(-2)}${after}`)
    }
  })

  it('leaves data out of code, too', () => {
    expect(withoutNoise(`\`\`\`\n${DATA}\n\`\`\``)).toContain(LEFT_OUT)
  })
})

describe('CleanBody', () => {
  const part = fc.constantFrom(
    ...['<!-- c -->', '<!-- ', '-->', '{/* x */}', '```\n', '`', 'word ', '\n', '# h\n', '- item\n', '<Intro>\n', DATA],
    ...["import A from './a'\n", '![a](https://img.shields.io/a)', 'A sentence of the text. '],
  )
  const body = fc.array(part, { maxLength: 40 }).map((parts) => parts.join(''))

  it('keeps the length and every character that is no noise', () => {
    fc.assert(
      fc.property(body, (source) => {
        const clean = new CleanBody(source)
        expect(clean.masked.length).toBe(source.length)
        let end = 0
        for (const range of findNoise(source)) {
          expect(range.start).toBeGreaterThanOrEqual(end)
          expect(clean.masked.slice(end, range.start)).toBe(source.slice(end, range.start))
          end = range.end
        }
        expect(clean.masked.slice(end)).toBe(source.slice(end))
      }),
    )
  })

  it('makes chunks that are the clean text of their offsets and repeat no noise', () => {
    fc.assert(
      fc.property(body, (source) => {
        const clean = new CleanBody(source)
        let before = 0
        for (const { text, startOffset, endOffset, edits, tokenCount } of chunkMarkdown(source, {
          tokenizer,
          maxTokens: 40,
        })) {
          expect(text).toBe(applyEdits(source, startOffset, endOffset, edits))
          expect(tokenCount).toBe(tokenizer.count(text))
          expect(tokenCount).toBeLessThanOrEqual(40)
          if (startOffset < before) expect(clean.hasNoise(startOffset, before)).toBe(false)
          else expect(clean.masked.slice(before, startOffset).trim()).toBe('')
          before = endOffset
        }
        expect(clean.masked.slice(before).trim()).toBe('')
      }),
    )
  })

  it('repeats nothing over noise that stands between two sentences', () => {
    const source = `A sentence of the text. <!-- c --><!-- c --><!-- ![a](https://img.shields.io/a)<!-- ${DATA}`
    const clean = new CleanBody(source)
    const chunks = chunkMarkdown(source, { tokenizer, maxTokens: 40 })
    expect(chunks.length).toBeGreaterThan(1)
    for (const [at, { startOffset }] of chunks.slice(1).entries()) {
      expect(clean.hasNoise(startOffset, chunks[at]!.endOffset)).toBe(false)
    }
  })

  it('puts an image of data into one chunk, with what stands for it', () => {
    const chunks = chunkMarkdown(`# Logo page\n\n![logo](data:image/png;base64,${DATA})\n\nThe logo is blue.`, {
      tokenizer,
    })
    expect(chunks).toHaveLength(1)
    expect(chunks[0]!.text).toBe(
      `# Logo page\n\n![logo](data:image/png;base64,iVBORw0K${LEFT_OUT}==)\n\nThe logo is blue.`,
    )
  })
})
