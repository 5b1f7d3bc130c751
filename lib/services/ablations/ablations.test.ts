import { beforeAll, describe, expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import type { AblationDto } from '@/lib/schemas/query-sets/ablation'
import type { CheckedQuery } from '@/lib/schemas/query-sets/query-set'
import type { Actor } from '@/lib/services/actor'
import { createChangeRequest } from '@/lib/services/change-requests/create-change-request'
import { compareCompositions } from '@/lib/services/compare/compare-compositions'
import { importModules } from '@/lib/services/imports/import-modules'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'
import { checkQuery } from '@/lib/services/query-sets/checks/check-query'
import { loadCheckedState } from '@/lib/services/query-sets/checks/checked-state'
import { createQuerySet } from '@/lib/services/query-sets/create-query-set'
import { getQuerySet } from '@/lib/services/query-sets/get-query-set'
import { readRevision } from '@/lib/services/workspaces/state/read-revision'
import { cancelAblation } from './cancel-ablation'
import { continueAblation } from './continue-ablation'
import { getAblation } from './get-ablation'
import { listAblations } from './list-ablations'
import { startAblation } from './start-ablation'

// herons and storks answer, `index` names both and says nothing, `rules` always takes part
const FILES = [
  ['rules', '---\nactivation: always\n---\n\n# Rules\n\nAnswer in one sentence. Name the module that said so.'],
  ['herons', '# Herons\n\nHerons eat fish. They stand in shallow water and wait for the fish to come.'],
  ['storks', '---\ndependencies: [water]\n---\n\n# Storks\n\nStorks eat frogs in the meadow.'],
  ['water', '# Water\n\nShallow water freezes in winter.'],
  ['index', '# Index\n\nWhat do herons eat? What do storks eat? Herons eat, storks eat, everybody eats.'],
  ['invoices', '# Invoices\n\nInvoices become due within thirty days.'],
] as const

const QUERIES = [
  {
    id: 'herons',
    text: 'What do herons eat?',
    labels: [{ module: 'herons' }],
    checks: [{ kind: 'includes', module: 'herons', text: 'fish' }, { kind: 'answered' }, { kind: 'samePrefix' }],
  },
  {
    id: 'storks',
    text: 'What do storks eat?',
    labels: [{ module: 'storks' }],
    checks: [{ kind: 'excludes', module: 'index' }],
  },
  { id: 'due', text: 'When are invoices due?', checks: [{ kind: 'includes', module: 'invoices' }] },
]

let actor: Actor
let querySet: string
let ablation: AblationDto

const of = (moduleId: string) => ablation.modules.find((each) => each.moduleId === moduleId)

async function finish(id: string): Promise<AblationDto> {
  for (let summary = await continueAblation(actor, { id }); summary.status === 'running'; ) {
    summary = await continueAblation(actor, { id })
  }
  return getAblation(actor, { id })
}

beforeAll(async () => {
  const workspace = await createTestWorkspace('ablation')
  actor = workspace.actor
  await prisma.$transaction((tx) => createDefaultPolicy(tx, workspace.workspaceId))
  await importModules(actor, { files: FILES.map(([id, content]) => ({ path: `${id}.md`, content })) })
  querySet = (await createQuerySet(actor, { name: 'Birds', queries: QUERIES })).id
  ablation = await finish((await startAblation(actor, { id: querySet })).id)
})

describe('an ablation', () => {
  it('tells which checks a module carries', () => {
    expect(ablation).toMatchObject({ status: 'done', error: null, contexts: QUERIES.length, notTried: 0 })
    const herons = of('herons')!
    expect(herons).toMatchObject({ name: 'Herons', isDone: true, better: 0 })
    const [context] = herons.contexts
    expect(context!.queryId).toBe('herons')
    expect(context!.broken.map(({ check }) => check.kind)).toContain('includes')
    expect(context!.broken[0]!.because).toContain('is not sent')
    expect(context!.labels).toEqual({ recall: { a: 1, b: 0 }, sent: { a: 1, b: 0 } })
    expect(herons.recall).toEqual({ a: 1, b: 0.5 })
  })

  it('tells what holds only without it, and what leaving out an instruction does to the prefix', () => {
    expect(of('index')!.mended).toBe(1)
    const rules = of('rules')!
    expect(rules).toMatchObject({ met: QUERIES.length, sentIn: QUERIES.length })
    expect(rules.freed).toBeGreaterThan(0)
    const broken = rules.contexts.flatMap((context) => context.broken.map(({ check }) => check.kind))
    expect(broken).toEqual(['samePrefix'])
  })

  it('adds up tokens, and opens each context as a comparison', async () => {
    const { modules } = ablation
    expect(modules.map(({ tokens }) => tokens)).toEqual(modules.map(({ tokens }) => tokens).toSorted((x, y) => y - x))
    const context = of('herons')!.contexts[0]!
    const comparison = await compareCompositions(actor, { a: context.a, b: context.b })
    expect(comparison.inputTokens).toEqual(context.inputTokens)
    expect(comparison.items.find(({ moduleId }) => moduleId === 'herons')).toMatchObject({ change: 'out' })
    const freed = modules.map(({ contexts }) => contexts.reduce((sum, { inputTokens: { a, b } }) => sum + a! - b!, 0))
    expect(modules.map((module) => module.freed)).toEqual(freed)
  })

  it('finds what composing every query without every module finds', async () => {
    const { workspaceId } = actor
    const { queries } = await getQuerySet(actor, { id: querySet })
    const revision = await readRevision(workspaceId, 'production')
    const state = await loadCheckedState(workspaceId, {
      ...{ querySetId: querySet, releaseId: 'production', revision, queries },
    })
    const hashOf = async (query: CheckedQuery, excludes: string[]) =>
      (await checkQuery(actor, query, state, { excludes })).result.contextHash
    const changed: string[] = []
    for (const [moduleId] of FILES) {
      for (const query of queries) {
        if ((await hashOf(query, [moduleId])) !== (await hashOf(query, []))) changed.push(`${moduleId} ${query.id}`)
      }
    }
    const told = ablation.modules.flatMap(({ moduleId, contexts }) =>
      contexts.map(({ queryId }) => `${moduleId} ${queryId}`),
    )
    expect(changed.length).toBeGreaterThan(3)
    expect(told.toSorted()).toEqual(changed.toSorted())
  })
})

describe('an ablation of a proposed set', () => {
  it('is of the queries as the change request wants them, and stands with it alone', async () => {
    const queries = [
      ...QUERIES,
      { id: 'water', text: 'When does shallow water freeze?', labels: [{ module: 'water' }] },
    ]
    const made = { kind: 'create' as const, querySetId: 'made', name: 'Made', queries: QUERIES }
    const edits = [{ moduleId: 'herons', source: '# Herons\n\nHerons eat snails.\n' }]
    const querySets = [{ querySetId: querySet, queries }, made]
    const { releaseId } = await createChangeRequest(actor, { title: 'Water', edits, querySets })
    const release = releaseId!
    const proposed = await finish((await startAblation(actor, { id: querySet, release })).id)
    expect(proposed).toMatchObject({ status: 'done', contexts: 4, releaseId, setRevision: expect.any(Number) })
    expect(proposed.setRevision).toBeLessThan(0)
    const [herons, water] = ['herons', 'water'].map((id) => proposed.modules.find(({ moduleId }) => moduleId === id)!)
    // the text that the change takes away is wanted all the same
    expect(herons!.contexts.flatMap(({ broken }) => broken.map(({ check }) => check.kind))).not.toContain('includes')
    const [context] = water!.contexts.filter(({ queryId }) => queryId === 'water')
    expect(context).toMatchObject({ labels: { recall: { a: 1, b: 0 } } })
    expect(await compareCompositions(actor, { a: context!.a, b: context!.b })).toMatchObject({
      inputTokens: context!.inputTokens,
    })
    const idsOf = async (input: { id: string; release?: string }) =>
      (await listAblations(actor, input)).items.map(({ id }) => id)
    expect(await idsOf({ id: querySet, release })).toEqual([proposed.id])
    expect(await idsOf({ id: querySet })).not.toContain(proposed.id)

    const { id } = await startAblation(actor, { id: 'made', release })
    expect(await finish(id)).toMatchObject({ status: 'done', contexts: 3 })
    expect(await cancelAblation(actor, { id })).toMatchObject({ status: 'done' })
    expect(await idsOf({ id: 'made', release })).toEqual([id])
    await expect(startAblation(actor, { id: 'made' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(idsOf({ id: 'made' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('its life', () => {
  it('is cancelled with what it found, and the newest are kept', async () => {
    const { id } = await startAblation(actor, { id: querySet })
    await prisma.ablation.updateMany({
      where: { workspaceId: actor.workspaceId, id },
      data: { status: 'running', queries: QUERIES },
    })
    expect((await cancelAblation(actor, { id })).status).toBe('cancelled')
    expect((await continueAblation(actor, { id })).status).toBe('cancelled')
    for (let n = 0; n < 5; n++) await startAblation(actor, { id: querySet })
    const { items } = await listAblations(actor, { id: querySet })
    expect(items).toHaveLength(5)
    expect(items.map((each) => each.id)).not.toContain(id)
  })

  it('begins anew when the library changes under it, so that all of it is of one state', async () => {
    const { id } = await startAblation(actor, { id: querySet })
    const { workspaceId } = actor
    await prisma.ablation.updateMany({
      where: { workspaceId, id },
      data: { status: 'running', done: 0, total: 3, baselines: [], changes: [], queries: QUERIES.map(withLabels) },
    })
    await importModules(actor, {
      files: [{ path: 'herons.md', content: '# Herons\n\nHerons eat fish and frogs.' }],
    })
    const { status, revision } = await continueAblation(actor, { id })
    expect(status).toBe('running')
    expect(revision).toBe(await readRevision(workspaceId, 'production'))
    expect((await finish(id)).status).toBe('done')
  })

  it('refuses an empty set and one that there is not', async () => {
    const { id } = await createQuerySet(actor, { name: 'Empty', queries: [] })
    await expect(startAblation(actor, { id })).rejects.toMatchObject({ code: 'VALIDATION' })
    await expect(startAblation(actor, { id: 'nowhere' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(getAblation(actor, { id: 'nowhere' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

function withLabels(query: (typeof QUERIES)[number]) {
  return { labels: [], ...query }
}
