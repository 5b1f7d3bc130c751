import { beforeAll, expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { bumpForReleases } from '@/lib/db/releases/bump-revision'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { followEmbedding } from '@/lib/indexing/embedding/follow-embedding'
import { followDrift } from '@/lib/indexing/lexical/follow-drift'
import { followSummaries } from '@/lib/indexing/summaries/follow-summaries'
import { createCandidates } from '@/lib/indexing/versions/create-candidates'
import { dropCandidates } from '@/lib/indexing/versions/drop-candidates'
import { allCaches } from '@/lib/measured-cache'
import type { Actor } from '@/lib/services/actor'
import { compareCompositions } from '@/lib/services/compare/compare-compositions'
import { createComposition } from '@/lib/services/compose/create-composition'
import { importModules } from '@/lib/services/imports/import-modules'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'
import { createRelease } from './create-release'
import { deleteRelease } from './delete-release'
import { removeReleaseEntry } from './remove-release-entry'
import { writeEntries } from './rows/write-entries'
import { setReleaseEntries } from './set-release-entries'

let actor: Actor
let workspaceId: string

const query = 'What do herons eat?'
const publish = (text: string) =>
  importModules(actor, { files: [{ path: 'herons.md', content: `# Herons\n\nHerons ${text}.` }] })

/** What a job of the worker does after a change of a release. */
async function followChanges(): Promise<void> {
  await followDrift(workspaceId)
  await followEmbedding(workspaceId)
  await followSummaries(workspaceId)
}

beforeAll(async () => {
  const workspace = await createTestWorkspace('release-caches')
  workspaceId = workspace.workspaceId
  actor = workspace.actor
  await prisma.$transaction((tx) => createDefaultPolicy(tx, workspaceId))
  await publish('eat fish')
  await publish('eat frogs')
  await followChanges()
})

/** Modules whose documents had to be read. */
const indexMisses = () =>
  allCaches()
    .find(({ name }) => name === 'release index')
    ?.statistics().misses

const textOf = async (release: string) => (await createComposition(actor, { query, release })).text

it('keeps what production remembers while other releases change', async () => {
  const warm = await createComposition(actor, { query })
  const misses = indexMisses()
  const expectWarm = async (after: string) => {
    await followChanges()
    const { trace, text } = await createComposition(actor, { query })
    expect(trace.caches, after).toMatchObject([{ name: 'composition', hits: 1 }])
    expect(trace.revision).toBe(warm.trace.revision)
    expect(text).toBe(warm.text)
    expect(indexMisses()).toBe(misses)
  }

  await createRelease(actor, { id: 'side', name: 'Side' })
  await expectWarm('a release was made')
  await setReleaseEntries(actor, { id: 'side', entries: [{ moduleId: 'herons', version: 1 }] })
  await expectWarm('a release got an entry')
  const source = '# Herons\n\nHerons eat eels.'
  const options = {
    author: { kind: 'system', id: null, name: 'test', personId: null },
    message: '',
    urgency: 'person',
  } as const
  const candidates = await createCandidates(workspaceId, [{ id: 'herons', source, path: 'herons.md' }], options)
  await prisma.$transaction(async (tx) => {
    await bumpForReleases(tx, workspaceId)
    await writeEntries(tx, workspaceId, 'side', candidates)
  })
  await expectWarm('a release held a candidate')
  await dropCandidates(workspaceId, candidates)
  await expectWarm('a candidate was dropped')
  await deleteRelease(actor, { id: 'side' })
  await expectWarm('a release was deleted')

  await publish('eat newts')
  expect((await createComposition(actor, { query })).text).toContain('eat newts')
})

it('reads of a release what differs, and what its base has anyway not again', async () => {
  await importModules(actor, { files: [{ path: 'owls.md', content: '# Owls\n\nOwls eat mice.' }] })
  await followChanges()
  await createComposition(actor, { query })
  const misses = indexMisses() ?? Number.NaN
  await createRelease(actor, { id: 'near', name: 'Near', entries: [{ moduleId: 'herons', version: 1 }] })
  expect(await textOf('near')).toContain('eat fish')
  expect(indexMisses()).toBe(misses + 1)
})

it('composes again on a release as it is now', async () => {
  await publish('eat prawns')
  const { id, text } = await createComposition(actor, { query, release: 'near' })
  expect(text).toContain('eat fish')
  await setReleaseEntries(actor, { id: 'near', entries: [{ moduleId: 'herons', version: null }] })
  const { isEqual, items } = await compareCompositions(actor, { a: id, b: `${id};now` })
  expect(isEqual).toBe(false)
  expect(items.find(({ moduleId }) => moduleId === 'herons')).toMatchObject({ change: 'out' })
})

it('answers with a release as it is now, also where one of its name was before', async () => {
  const holds = (version: number | null) => [{ moduleId: 'herons', version }]
  await createRelease(actor, { id: 'now', name: 'Now', entries: holds(1) })
  expect(await textOf('now')).toContain('eat fish')
  await setReleaseEntries(actor, { id: 'now', entries: holds(2) })
  expect(await textOf('now')).toContain('eat frogs')
  await setReleaseEntries(actor, { id: 'now', entries: holds(null) })
  expect(await textOf('now')).not.toContain('Herons')
  await removeReleaseEntry(actor, { id: 'now', moduleId: 'herons' })
  expect(await textOf('now')).toContain('eat prawns')
  await publish('eat crabs')
  expect(await textOf('now')).toContain('eat crabs')
  await setReleaseEntries(actor, { id: 'now', entries: holds(1) })
  expect(await textOf('now')).toContain('eat fish')
  await deleteRelease(actor, { id: 'now' })
  await createRelease(actor, { id: 'now', name: 'Now' })
  expect(await textOf('now')).toContain('eat crabs')
})
