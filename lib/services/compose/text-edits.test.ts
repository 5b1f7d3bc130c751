import { beforeAll, describe, expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { applyEdits, loadTokenizer } from '@/lib/engine'
import type { ComposedDto } from '@/lib/schemas/contexts/compose'
import type { Actor } from '@/lib/services/actor'
import { importModules } from '@/lib/services/imports/import-modules'
import { getModule } from '@/lib/services/modules/get-module'
import { listChunks } from '@/lib/services/modules/list-chunks'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'
import { searchModules } from '@/lib/services/search/search-modules'
import { createComposition } from './create-composition'
import { replayComposition } from './replay-composition'

const DATA = `iVBORw0KGgoAAAANSUhEUgiV${'BORw0KGgoAAAANSUhEUgiV9'.repeat(60)}xQ==`
const lines = (count: number, toLine: (n: number) => string) => Array.from({ length: count }, (_, n) => toLine(n))
const BODIES: Record<string, string> = {
  shipping: `# Shipping rates\n\nRates by zone.\n\n| Zone | Rate |\n| --- | --- |\n${lines(240, (n) => `| Zone ${n} | ${n}.50 EUR for a parcel |`).join('\n')}`,
  compute: `# Computing rates\n\n\`\`\`ts\n${lines(160, (n) => `export function rate${n}(parcel: Parcel): number {\n  return parcel.weight * ${n}\n}`).join('\n\n')}\n\`\`\``,
  logo: `# Parcel logo\n\n<!-- not for readers -->\n\n![logo](data:image/png;base64,${DATA})\n\nThe logo of a parcel is blue.`,
}
const QUERIES = ['What is the rate of zone 200?', 'How is rate110 computed?', 'Which colour has the logo of a parcel?']

let actor: Actor
let composed: ComposedDto[]

beforeAll(async () => {
  const workspace = await createTestWorkspace('text-edits')
  actor = workspace.actor
  await prisma.$transaction((tx) => createDefaultPolicy(tx, workspace.workspaceId))
  await importModules(actor, {
    files: Object.entries(BODIES).map(([id, body]) => ({
      path: `${id}.md`,
      content: `---\nid: ${id}\nname: ${id}\n---\n\n${body}\n`,
    })),
  })
  composed = []
  for (const query of QUERIES)
    composed.push(await createComposition(actor, { query, contextWindow: 1_600, maxOutputTokens: 300 }))
})

const spansOf = ({ messages, trace }: ComposedDto) =>
  trace.spans.map((span) => ({ ...span, text: messages[span.messageIndex]?.content.slice(span.start, span.end) ?? '' }))

describe('what is sent of a module', () => {
  it('has the head of a table and the fence of code at each cut, marked as inserted', () => {
    const inserted = composed.flatMap(spansOf).filter(({ origin }) => origin === 'inserted')
    expect(new Set(inserted.map(({ text }) => text))).toEqual(
      new Set(['| Zone | Rate |\n| --- | --- |\n', '```ts\n', '\n```', '[base64 data left out]']),
    )
    for (const span of inserted) expect(span.sourceStart).toBeUndefined()
  })

  it('stands in the body where its spans say', async () => {
    const bodies = new Map(await Promise.all(Object.keys(BODIES).map(async (id) => [id, await bodyOf(id)] as const)))
    const sent = composed.flatMap(spansOf).filter(({ origin }) => origin === 'module')
    expect(sent.length).toBeGreaterThan(3)
    for (const { moduleId, sourceStart, sourceEnd, text } of sent) {
      expect(text.trimEnd()).toBe(
        bodies
          .get(moduleId ?? '')
          ?.slice(sourceStart, sourceEnd)
          .trimEnd(),
      )
    }
  })

  it('has no data and no comments, in whole modules either', async () => {
    const { text } = await createComposition(actor, { query: 'logo', pins: ['logo'] })
    expect(text).toContain('The logo of a parcel is blue.')
    for (const sent of [text, ...composed.map((each) => each.text)]) {
      expect(sent).not.toContain('BORw0KGgoAAAANSUhEUgiV9BORw0KGgoAAAANSUhEUgiV9')
      expect(sent).not.toContain('not for readers')
    }
  })

  it('is replayed to the byte', async () => {
    for (const { id, messages } of composed) {
      expect(await replayComposition(actor, { id })).toMatchObject({ isExact: true, redactions: [], messages })
    }
  })
})

it('is told with its edits by the list of chunks and by search', async () => {
  const tokenizer = await loadTokenizer('gpt')
  const { items } = await listChunks(actor, { id: 'shipping' })
  const body = await bodyOf('shipping')
  expect(items.length).toBeGreaterThan(5)
  for (const { text, startOffset, endOffset, edits, tokenCount } of items) {
    expect(text).toBe(applyEdits(body, startOffset, endOffset, edits))
    expect(tokenCount).toBe(tokenizer.count(text))
  }
  const { results } = await searchModules(actor, { query: 'zone 77 rate' })
  const [{ text, startOffset, endOffset, edits }] = results as [(typeof results)[number]]
  expect(edits).toHaveLength(1)
  expect(text).toBe(applyEdits(body, startOffset, endOffset, edits))
})

async function bodyOf(id: string): Promise<string> {
  return (await getModule(actor, { id })).body
}
