import { expect, it, vi } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { composeContext } from '@/lib/engine'
import { findQueryPatterns } from '@/lib/indexing/patterns/find-query-patterns'
import { allCaches } from '@/lib/measured-cache'
import { LIMITS } from '@/lib/schemas/limits'
import type { Actor } from '@/lib/services/actor'
import { importModules } from '@/lib/services/imports/import-modules'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'
import { createComposition } from './create-composition'
import { asksModels, createEnginePorts } from './engine/engine-ports'
import { resolveRequest } from './request/resolve-request'
import { composeAhead } from './run/compose-ahead'

vi.mock('./engine/engine-ports', { spy: true })

const COMMON = 'How is a kiln fired?'
const RARE = 'Who sweeps the yard?'

const write = (actor: Actor, text: string) =>
  importModules(actor, { files: [{ path: 'kiln.md', content: `# Kiln\n\nA kiln is fired ${text}.\n` }] })
const ask = (actor: Actor, query: string) => createComposition(actor, { query })
const cacheOf = async (actor: Actor, query: string) => {
  const { trace } = await ask(actor, query)
  return trace.caches?.find(({ name }) => name === 'composition')
}
const countEntries = () =>
  allCaches()
    .find(({ name }) => name === 'composition')
    ?.statistics().entries ?? 0

it('composes what is asked often anew after a change, before it is asked again', { timeout: 60_000 }, async () => {
  const { actor, workspaceId } = await createTestWorkspace('ahead')
  await prisma.$transaction((tx) => createDefaultPolicy(tx, workspaceId))
  await write(actor, 'for two days')
  for (let times = 0; times < LIMITS.commonPattern.timesAsked; times++) await ask(actor, COMMON)
  for (let times = 1; times < LIMITS.commonPattern.timesAsked; times++) await ask(actor, RARE)
  await findQueryPatterns(workspaceId)
  await write(actor, 'for three days')

  const { request } = await resolveRequest(actor, { query: COMMON })
  const before = await prisma.composition.count({ where: { workspaceId } })
  await composeAhead(request)
  expect(await prisma.composition.count({ where: { workspaceId } })).toBe(before)

  const afresh = await composeContext(request, await createEnginePorts(request))
  const composed = await ask(actor, COMMON)
  expect(composed.trace.caches).toMatchObject([{ name: 'composition', hits: 1 }])
  expect(composed.text).toBe(afresh.text)
  expect(composed.text).toContain('three days')
  expect(await cacheOf(actor, RARE)).toMatchObject({ hits: 0 })

  // the first question after a change has the others composed
  await write(actor, 'for four days')
  const entries = countEntries()
  await ask(actor, 'Another question about clay')
  await expect.poll(countEntries, { timeout: 10_000 }).toBe(entries + 2)
  expect(await cacheOf(actor, COMMON)).toMatchObject({ hits: 1 })
})

it('asks no model ahead', { timeout: 60_000 }, async () => {
  const { actor, workspaceId } = await createTestWorkspace('ahead-models')
  await prisma.$transaction((tx) => createDefaultPolicy(tx, workspaceId))
  await write(actor, 'for two days')
  for (let times = 0; times < LIMITS.commonPattern.timesAsked; times++) await ask(actor, COMMON)
  await findQueryPatterns(workspaceId)
  await write(actor, 'for three days')
  vi.mocked(asksModels).mockResolvedValueOnce(true)
  const { request } = await resolveRequest(actor, { query: COMMON })
  const entries = countEntries()
  await composeAhead(request)
  expect(countEntries()).toBe(entries)
  expect(await cacheOf(actor, COMMON)).toMatchObject({ hits: 0 })
})
