import { beforeAll, describe, expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { LIMITS } from '@/lib/schemas/limits'
import type { Actor } from '@/lib/services/actor'
import { importModules } from '@/lib/services/imports/import-modules'
import { archiveModules } from '@/lib/services/modules/archive-modules'
import { createModule } from '@/lib/services/modules/create-module'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'
import { createRelease } from '@/lib/services/releases/create-release'
import { explainRetrieval } from '@/lib/services/retrieval/explain-retrieval'
import { searchModules } from '@/lib/services/search/search-modules'

let actor: Actor
let other: Actor

const file = (id: string, name: string, matter: object, body = `${name} of the valley.`) => ({
  path: `${id}.md`,
  content: `---\n${JSON.stringify({ id, name, ...matter })}\n---\n${body}`,
})
const rules = { any: [{ keyword: 'nightfall' }] }

beforeAll(async () => {
  const workspace = await createTestWorkspace('left-out')
  actor = workspace.actor
  await prisma.$transaction((tx) => createDefaultPolicy(tx, workspace.workspaceId))
  const elsewhere = await createTestWorkspace('left-out-other')
  other = elsewhere.actor
  await prisma.$transaction((tx) => createDefaultPolicy(tx, elsewhere.workspaceId))
  const { results } = await importModules(actor, {
    files: [
      file('otters', 'Otters', { activation: 'semantic' }),
      file('turbines', 'Turbine checklist', { activation: 'manual', category: 'energy', tags: ['water'] }),
      file('owls', 'Owl watch', { activation: 'rule', rules }),
      file('tone', 'Courteous tone', { activation: 'always' }),
      file('gone', 'Zeppelin manual', { activation: 'manual' }),
      ...Array.from({ length: 7 }, (_, i) => file(`violin-${i}`, `Violin ${i}`, { activation: 'manual' })),
    ],
  })
  expect(results.filter(({ status }) => status === 'failed')).toEqual([])
  await archiveModules(actor, { ids: ['gone'] })
  const draft = { id: 'draft', name: 'Quagga draft', body: 'Quaggas.', activation: 'manual', publish: false } as const
  await createModule(actor, draft)
  const entries = [{ moduleId: 'turbines', version: null }]
  await createRelease(actor, { id: 'without', name: 'Without', entries })
})

const leftOut = async (query: string, fields: object = {}) => (await searchModules(actor, { query, ...fields })).leftOut

describe('what a search names although it does not find it', () => {
  it('says what sends a manual, a rule and an always module', async () => {
    expect(await searchModules(actor, { query: 'turbine checklist' })).toMatchObject({
      leftOut: [
        {
          moduleId: 'turbines',
          name: 'Turbine checklist',
          activation: 'manual',
          inclusion: 'Pin it, by its id, to send it.',
        },
      ],
    })
    expect(await leftOut('owl watch')).toEqual([
      {
        moduleId: 'owls',
        name: 'Owl watch',
        activation: 'rule',
        inclusion: 'It is sent when its rules match, or when it is pinned.',
      },
    ])
    expect(await leftOut('courteous tone')).toEqual([
      { moduleId: 'tone', name: 'Courteous tone', activation: 'always', inclusion: 'It is sent with every question.' },
    ])
  })

  it('is never among the results, and what is found is never left out', async () => {
    const { results } = await searchModules(actor, { query: 'turbine checklist' })
    expect(results.map(({ moduleId }) => moduleId)).not.toContain('turbines')
    const found = await searchModules(actor, { query: 'otters' })
    expect(found.results[0]?.moduleId).toBe('otters')
    expect(found.leftOut).toEqual([])
  })

  it('names five at most, those with the words of the query', async () => {
    const named = await leftOut('violin')
    expect(named).toHaveLength(LIMITS.leftOutModules)
    expect(LIMITS.leftOutModules).toBe(5)
    for (const { moduleId } of named) expect(moduleId).toMatch(/^violin-/)
  })

  it('passes over what only shares a common word with the query', async () => {
    expect((await leftOut('turbine checklist of the valley')).map(({ moduleId }) => moduleId)).toEqual(['turbines'])
  })

  it('stays inside workspace, release and filters, and says nothing of archived modules and drafts', async () => {
    expect(await searchModules(other, { query: 'turbine checklist' })).toEqual({ results: [], leftOut: [] })
    expect(await leftOut('turbine checklist', { release: 'without' })).toEqual([])
    expect(await leftOut('turbine checklist', { filters: { category: 'law' } })).toEqual([])
    expect(await leftOut('turbine checklist', { filters: { tags: ['fire'] } })).toEqual([])
    expect(await leftOut('turbine checklist', { filters: { category: 'Energy', tags: ['water'] } })).toHaveLength(1)
    expect(await leftOut('zeppelin')).toEqual([])
    expect(await leftOut('quagga draft')).toEqual([])
    expect(await leftOut('xyzzy')).toEqual([])
  })

  it('reads a long query in a thread, and names the same', async () => {
    const long = 'turbine checklist '.repeat(400)
    expect((await leftOut(long)).map(({ moduleId }) => moduleId)).toEqual(['turbines'])
  })

  it('is told with the stages of retrieval, without what takes part', async () => {
    const named = async (query: string) => (await explainRetrieval(actor, { query })).leftOut
    expect((await named('turbine checklist')).map(({ moduleId }) => moduleId)).toEqual(['turbines'])
    expect((await named('owl watch')).map(({ moduleId }) => moduleId)).toEqual(['owls'])
    expect(await named('owl watch nightfall')).toEqual([])
    expect(await named('courteous tone')).toEqual([])
  })
})
