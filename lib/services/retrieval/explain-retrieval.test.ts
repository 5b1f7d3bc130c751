import { beforeAll, expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { DEFAULT_POLICY_SETTINGS } from '@/lib/engine'
import type { Actor } from '@/lib/services/actor'
import { createModule } from '@/lib/services/modules/create-module'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'
import { explainRetrieval } from './explain-retrieval'

let actor: Actor
let workspaceId: string

beforeAll(async () => {
  const workspace = await createTestWorkspace('retrieval')
  actor = workspace.actor
  workspaceId = workspace.workspaceId
  await prisma.$transaction((tx) => createDefaultPolicy(tx, workspaceId))
  await createModule(actor, {
    id: 'kiln',
    name: 'Kiln',
    tags: ['fire'],
    body: 'A kiln fires pots of clay until they are hard.',
  })
  await createModule(actor, {
    id: 'wheel',
    name: 'Wheel',
    body: 'On a wheel clay is thrown into pots before the kiln.',
  })
  await createModule(actor, { id: 'voice', name: 'Voice', activation: 'always', body: 'Answer in one sentence.' })
})

const query = 'How does a kiln fire pots?'

it('tells of every candidate where each retriever had it, what became of it, and what always takes part', async () => {
  const { candidates, analysis, terms, steps, policy } = await explainRetrieval(actor, { query })
  expect(policy).toEqual({ id: 'default', version: 1 })
  expect(analysis.query).toBe(query)
  expect(terms).toContain('kiln')
  expect(steps.map(({ name }) => name)).toEqual(expect.arrayContaining(['analyze', 'rerank', 'select']))
  expect(candidates[0]).toMatchObject({ key: 'voice@1', isRequired: true, isSelected: true, reason: 'required_always' })
  expect(candidates.find(({ key }) => key === 'kiln@1#0')).toMatchObject({
    title: 'Kiln',
    isSelected: true,
    ranks: { lexical: 1, moduleLexical: 1 },
    scores: { lexical: expect.any(Number), fused: expect.any(Number), moduleFused: expect.any(Number) },
    signals: { relevance: expect.any(Number), final: expect.any(Number) },
  })
})

it('tries settings and filters out without storing anything', async () => {
  const settings = { ...DEFAULT_POLICY_SETTINGS, rerank: { ...DEFAULT_POLICY_SETTINGS.rerank, topN: 1 } }
  const tried = await explainRetrieval(actor, { query, settings })
  const found = tried.candidates.filter(({ isRequired }) => !isRequired)
  expect(found.filter(({ isSelected, chunkId }) => isSelected && chunkId)).toHaveLength(1)
  expect(found.find(({ isSelected }) => !isSelected)).toMatchObject({
    reason: 'below_top_n',
    because: { compared: 2, limit: 1, unit: 'rank' },
  })

  const filtered = await explainRetrieval(actor, { query, filters: { tags: ['fire'] } })
  expect(filtered.filters).toEqual([{ name: 'tags', removed: 1 }])
  expect(filtered.candidates.some(({ moduleId }) => moduleId === 'wheel')).toBe(false)

  expect(await prisma.composition.count({ where: { workspaceId } })).toBe(0)
  expect(await prisma.policyVersion.count({ where: { workspaceId } })).toBe(1)
})

it('names the setting that cannot be', async () => {
  const settings = { ...DEFAULT_POLICY_SETTINGS, rerank: { ...DEFAULT_POLICY_SETTINGS.rerank, topN: 0 } }
  await expect(explainRetrieval(actor, { query, settings })).rejects.toMatchObject({
    code: 'VALIDATION',
    data: { fields: { 'settings.rerank.topN': expect.any(String) } },
  })
})
