import { beforeAll, describe, expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { recordCitations } from '@/lib/indexing/usage/record-citations'
import type { TokenReturnDto } from '@/lib/schemas/insights/token-return'
import { continueAblation } from '@/lib/services/ablations/continue-ablation'
import { startAblation } from '@/lib/services/ablations/start-ablation'
import type { Actor } from '@/lib/services/actor'
import { createComposition } from '@/lib/services/compose/create-composition'
import { importModules } from '@/lib/services/imports/import-modules'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'
import { createQuerySet } from '@/lib/services/query-sets/create-query-set'
import { exportTokenReturn } from './export-token-return'
import { getTokenReturn } from './get-token-return'

let actor: Actor
let spans: { moduleId?: string; tokens: number }[][]

const of = ({ modules }: TokenReturnDto, id: string) => modules.find(({ moduleId }) => moduleId === id)!

beforeAll(async () => {
  const workspace = await createTestWorkspace('token-return')
  actor = workspace.actor
  const { workspaceId } = workspace
  await prisma.$transaction((tx) => createDefaultPolicy(tx, workspaceId))
  const files = [
    ['herons', '# Herons\n\nHerons eat fish in shallow water.'],
    ['storks', '# Storks\n\nStorks eat frogs in the meadow.'],
    ['rules', '---\nactivation: always\n---\n\n# Rules\n\nAnswer in one sentence.'],
    ['invoices', '# Invoices\n\nInvoices become due within thirty days.'],
  ] as const
  await importModules(actor, { files: files.map(([id, content]) => ({ path: `${id}.md`, content })) })
  const traces = []
  for (const query of ['What do herons eat?', 'What do storks eat?', 'What do herons eat in water?']) {
    traces.push((await createComposition(actor, { query })).trace)
  }
  spans = traces.map((trace) => trace.spans)
  // long ago: in no range
  const old = await createComposition(actor, { query: 'When are invoices due?' })
  await prisma.composition.updateMany({
    where: { workspaceId, id: old.id },
    data: { createdAt: new Date('2026-01-01') },
  })
  await recordCitations(workspaceId, [{ label: 'k1', moduleId: 'herons' }], 'Fish [k1].')
  await recordCitations(workspaceId, [{ label: 'k1', moduleId: 'herons' }], 'I do not know.')
})

describe('token return', () => {
  it('adds up what was sent of each module, what cites it and what checks it', async () => {
    await createQuerySet(actor, {
      name: 'Birds',
      queries: [
        {
          text: 'What do herons eat?',
          checks: [
            { kind: 'includes', module: 'herons' },
            { kind: 'before', module: 'rules', other: 'herons' },
            { kind: 'excludes', module: 'invoices' },
          ],
        },
      ],
    })
    const report = await getTokenReturn(actor, {})
    expect(report).toMatchObject({ contexts: 3, isAll: true })
    for (const id of ['herons', 'storks', 'rules', 'invoices']) {
      const own = spans.map((each) => each.filter(({ moduleId }) => moduleId === id))
      expect(of(report, id)).toMatchObject({
        tokens: own.flat().reduce((sum, { tokens }) => sum + tokens, 0),
        sentIn: own.filter((each) => each.length > 0).length,
        carries: null,
        better: null,
      })
    }
    expect(of(report, 'herons')).toMatchObject({ answers: 2, cited: 1, checks: 2 })
    expect(of(report, 'invoices')).toMatchObject({ tokens: 0, sentIn: 0, checks: 0 })
    const tokens = report.modules.map((module) => module.tokens)
    expect(tokens).toEqual(tokens.toSorted((x, y) => y - x))
  })

  it('takes the checks that a module carries from the latest ablation of each set', async () => {
    const { id } = await createQuerySet(actor, {
      name: 'More birds',
      queries: [
        {
          text: 'What do storks eat?',
          labels: [{ module: 'storks' }],
          checks: [{ kind: 'includes', module: 'storks' }],
        },
      ],
    })
    let ablation = await startAblation(actor, { id })
    while (ablation.status === 'running') ablation = await continueAblation(actor, { id: ablation.id })
    const report = await getTokenReturn(actor, {})
    expect(of(report, 'storks')).toMatchObject({ carries: 1, better: 0 })
    expect(of(report, 'herons')).toMatchObject({ carries: 0, better: 0 })
    // without the module, as stored by an ablation that found more without it
    await prisma.$executeRaw`
      UPDATE "Ablation" SET "changes" = "changes" || ${JSON.stringify([
        {
          ...{ moduleId: 'herons', queryId: 'q', inputTokens: 1, broken: [], mended: [], error: null },
          labels: { recall: 1, sent: 1 },
        },
      ])}::jsonb,
        "baselines" = "baselines" || ${JSON.stringify([{ queryId: 'q', labels: { recall: 0.5, sent: 1 } }])}::jsonb
      WHERE "workspaceId" = ${actor.workspaceId} AND "id" = ${ablation.id}`
    expect(of(await getTokenReturn(actor, {}), 'herons')).toMatchObject({ better: 1 })
  })

  it('is a table for spreadsheets, too', async () => {
    const { fileName, text } = await exportTokenReturn(actor, { days: 7 })
    expect(fileName).toMatch(/^token-return-since-\d{4}-\d\d-\d\d\.csv$/)
    const report = await getTokenReturn(actor, { days: 7 })
    const { sentIn, tokens } = of(report, 'herons')
    expect(text.split('\r\n')).toHaveLength(report.modules.length + 2)
    expect(text).toContain(`herons,Herons,${sentIn},${tokens},2,1,2,0,1\r\n`)
  })
})
