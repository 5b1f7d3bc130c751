import { beforeAll, expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { allCaches } from '@/lib/measured-cache'
import type { Actor } from '@/lib/services/actor'
import { compareCompositions } from '@/lib/services/compare/compare-compositions'
import { createComposition } from '@/lib/services/compose/create-composition'
import { importModules } from '@/lib/services/imports/import-modules'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'
import { saveProvider } from '@/lib/services/providers/save-provider'
import { createQuerySet } from '@/lib/services/query-sets/create-query-set'
import { createChangeRequest } from './create-change-request'
import { mergeChangeRequest } from './merge-change-request'
import { previewChangeEffect } from './preview-change-effect'
import { putChangeEdits } from './put-change-edits'

let actor: Actor
let querySet: string

const source = (name: string, eats: string) => `# ${name}\n\n${name} eat ${eats}.`
const asks = (name: string, text: string) => ({
  id: name,
  text: `What do ${name} eat?`,
  checks: [{ kind: 'includes', module: name, text }],
})

beforeAll(async () => {
  const workspace = await createTestWorkspace('change-effect')
  actor = workspace.actor
  await prisma.$transaction((tx) => createDefaultPolicy(tx, workspace.workspaceId))
  const names = ['herons', 'storks']
  const files = names.map((name) => ({ path: `${name}.md`, content: source(name, 'fish') }))
  // it has nothing to do with what the others say
  files.push({ path: 'invoices.md', content: '# Invoices\n\nInvoices become due within thirty days.' })
  await importModules(actor, { files })
  const due = { id: 'due', text: 'When are invoices due?', checks: [{ kind: 'includes', module: 'invoices' }] }
  const queries = [asks('herons', 'frogs'), asks('storks', 'fish'), due]
  querySet = (await createQuerySet(actor, { name: 'Birds', queries })).id
})

it('tells what changes in the contexts of a query set, and opens as a comparison', async () => {
  const edits = [
    { moduleId: 'herons', source: source('herons', 'frogs and newts') },
    { moduleId: 'storks', kind: 'archive' },
  ]
  const { number } = await createChangeRequest(actor, { title: 'Frogs', edits })
  const effect = await previewChangeEffect(actor, { number, querySet })
  expect(effect).toMatchObject({ from: 0, next: null, total: 3, notComposed: 0, unchanged: 1 })
  // what breaks stands first
  const [storks, herons] = effect.changes
  expect(storks).toMatchObject({ queryId: 'storks', mended: [], broken: [{ status: 'fails' }], error: null })
  expect(storks!.modules).toContainEqual(expect.objectContaining({ moduleId: 'storks', change: 'out' }))
  expect(herons).toMatchObject({ queryId: 'herons', broken: [], mended: [{ status: 'holds' }] })
  expect(herons!.size).toBeGreaterThan(0)
  const { a, b, inputTokens, lines, isEqual } = await compareCompositions(actor, { a: herons!.a, b: herons!.b })
  expect({ isEqual, a: a.releaseId, query: b.query }).toEqual({
    isEqual: false,
    a: 'production',
    query: 'What do herons eat?',
  })
  expect(inputTokens).toEqual(herons!.inputTokens)
  const came = lines.filter(({ kind }) => kind === 'in').map(({ text }) => text)
  expect(came.join()).toContain('frogs and newts')
  // what people really asked, of the edited modules
  await createComposition(actor, { query: 'What do herons like to eat?' })
  await createComposition(actor, { query: 'When are invoices due?' })
  const asked = await previewChangeEffect(actor, { number })
  expect(asked).toMatchObject({
    total: 1,
    unchanged: 0,
    changes: [{ query: 'What do herons like to eat?', broken: [] }],
  })
  const [question] = asked.changes
  const compared = await compareCompositions(actor, { a: question!.a, b: question!.b })
  expect([compared.a.releaseId, compared.b.releaseId]).toEqual(['production', `change-${number}`])
  expect(compared.inputTokens).toEqual(question!.inputTokens)
  // it goes on where it is asked to
  expect(await previewChangeEffect(actor, { number, querySet, from: 2 })).toMatchObject({ unchanged: 1, changes: [] })
  await mergeChangeRequest(actor, { number })
  await expect(previewChangeEffect(actor, { number, querySet })).rejects.toMatchObject({ code: 'CONFLICT' })
})

it('tells what the input costs at the price that the model of a query has now', async () => {
  const priced = (input: number) => ({
    ...{ kind: 'openai-compatible', name: 'House', baseUrl: 'https://models.example.com/v1' },
    models: [{ id: 'house', contextWindow: 20_000, prices: { input, cachedInput: 1, output: 9 } }],
  })
  const { id } = await saveProvider(actor, priced(10))
  const own = (name: string, more = {}) => ({ ...asks(name, 'fish'), ...more })
  const { id: set } = await createQuerySet(actor, {
    name: 'Priced',
    queries: [own('herons', { model: 'house' }), { ...own('herons'), id: 'offline' }],
  })
  const edits = [{ moduleId: 'herons', source: source('herons', 'tadpoles') }]
  const { number } = await createChangeRequest(actor, { title: 'Tadpoles', edits })
  const look = async () => {
    const { changes } = await previewChangeEffect(actor, { number, querySet: set })
    return Object.fromEntries(changes.map((change) => [change.queryId, change]))
  }
  const { herons, offline } = await look()
  expect(offline).toMatchObject({ inputUsd: null })
  const { a, b } = herons!.inputTokens
  expect(herons).toMatchObject({ model: 'house', inputUsd: { a: a / 100_000, b: b / 100_000 } })
  const compared = await compareCompositions(actor, { a: herons!.a, b: herons!.b })
  expect(compared.inputUsd).toEqual(herons!.inputUsd)
  const saved = (compared.prefix.b * 9) / 1_000_000
  expect(compared.cachedInputUsd.b).toBeCloseTo(compared.inputUsd.b! - saved, 9)
  expect(compared.prefix.b).toBeGreaterThan(0)
  // what was composed is kept, and no price with it
  await saveProvider(actor, { id, ...priced(20) })
  expect((await look()).herons).toMatchObject({ inputUsd: { a: a / 50_000, b: b / 50_000 } })
})

it('is known the next time, until one of the sides changes', async () => {
  const hits = () =>
    allCaches()
      .find(({ name }) => name === 'effects')
      ?.statistics().hits ?? 0
  const edit = (eats: string) => ({ moduleId: 'herons', source: source('herons', eats) })
  const { number } = await createChangeRequest(actor, { title: 'Snails', edits: [edit('frogs and snails')] })
  const first = await previewChangeEffect(actor, { number, querySet })
  const before = hits()
  expect(await previewChangeEffect(actor, { number, querySet })).toEqual(first)
  expect(hits() - before).toBe(3)
  // the change is edited
  await putChangeEdits(actor, { number, edits: [edit('frogs and worms')] })
  const edited = await previewChangeEffect(actor, { number, querySet })
  expect(hits() - before).toBe(3)
  const opened = edited.changes.find(({ queryId }) => queryId === 'herons')!
  const { lines } = await compareCompositions(actor, { a: opened.a, b: opened.b })
  expect(JSON.stringify(lines.filter(({ kind }) => kind === 'in'))).toContain('worms')
  // production moves on below it
  await importModules(actor, { files: [{ path: 'storks.md', content: source('storks', 'mice') }] })
  const moved = await previewChangeEffect(actor, { number, querySet })
  expect(hits() - before).toBe(3)
  for (const { a, b, inputTokens } of moved.changes) {
    expect((await compareCompositions(actor, { a, b })).inputTokens).toEqual(inputTokens)
  }
})
