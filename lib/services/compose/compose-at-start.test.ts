import { expect, it, vi } from 'vitest'
import { prisma } from '@/lib/db/client'
import { releaseOf } from '@/lib/db/releases/release'
import { findReleaseIndex } from '@/lib/db/retrieval/memory/read-release-index'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { giveWay } from '@/lib/give-way'
import { openEmbedding } from '@/lib/indexing/embedding/open-embedding'
import { log } from '@/lib/log'
import { allCaches } from '@/lib/measured-cache'
import type { Actor } from '@/lib/services/actor'
import { importModules } from '@/lib/services/imports/import-modules'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'
import { readRequestState } from '@/lib/services/workspaces/state/read-request-state'
import { createComposition } from './create-composition'
import { createEnginePorts } from './engine/engine-ports'
import { composeAtStart, openWorkspace } from './run/compose-at-start'

vi.mock('./engine/engine-ports', { spy: true })
vi.mock('@/lib/log', { spy: true })

const QUESTION = 'How is a kiln fired?'

async function createKiln(name: string): Promise<Actor & { workspaceId: string }> {
  const { actor, workspaceId } = await createTestWorkspace(name)
  await prisma.$transaction((tx) => createDefaultPolicy(tx, workspaceId))
  await importModules(actor, { files: [{ path: 'kiln.md', content: '# Kiln\n\nA kiln is fired for two days.\n' }] })
  return actor
}

/** As a process that has just started: nothing is in memory. */
function forget(): void {
  for (const cache of allCaches()) cache.clear()
}

async function indexOf({ workspaceId }: Actor) {
  const { revision } = await readRequestState(workspaceId)
  const { indexId } = await openEmbedding(workspaceId, revision)
  return findReleaseIndex({ ...releaseOf(workspaceId), embeddingModel: indexId }, revision)
}

it('opens what the next question needs, stores nothing and asks no model', { timeout: 60_000 }, async () => {
  const asking = await createKiln('start-asking')
  const { workspaceId } = asking
  const composed = await createComposition(asking, { query: QUESTION })
  forget()
  const before = await prisma.composition.count({ where: { workspaceId } })
  vi.mocked(createEnginePorts).mockClear()

  await openWorkspace(workspaceId)

  expect(await prisma.composition.count({ where: { workspaceId } })).toBe(before)
  for (const [, options] of vi.mocked(createEnginePorts).mock.calls) {
    expect(options).toMatchObject({ isByWords: true, giveWay })
  }
  expect((await indexOf(asking))?.chunkDocuments).not.toBeNull()
  const again = await createComposition(asking, { query: QUESTION })
  expect(again.text).toBe(composed.text)
  expect(again.trace.caches).toMatchObject([{ name: 'composition', hits: 1 }])
})

it('opens a workspace in which nobody asked yet, by the names of its modules', { timeout: 60_000 }, async () => {
  const silent = await createKiln('start-silent')
  forget()
  await openWorkspace(silent.workspaceId)
  expect((await indexOf(silent))?.modules).toHaveLength(1)
})

it('tells what could not be opened, but not of a server that stops meanwhile', { timeout: 60_000 }, async () => {
  await createKiln('start-failing')
  const failWith = (before: () => void) =>
    vi.mocked(createEnginePorts).mockImplementation(() => {
      before()
      throw new Error('the database is gone')
    })
  const told = () => vi.mocked(log).mock.calls.map(([level, message]) => `${level}: ${message}`)
  forget()
  vi.mocked(log).mockClear()
  failWith(() => undefined)
  await composeAtStart(new AbortController().signal)
  expect(told()).toContain('error: a workspace was not opened ahead')

  vi.mocked(log).mockClear()
  const stopping = new AbortController()
  failWith(() => stopping.abort())
  await composeAtStart(stopping.signal)
  expect(told()).toEqual([])
  vi.mocked(createEnginePorts).mockReset()
})
