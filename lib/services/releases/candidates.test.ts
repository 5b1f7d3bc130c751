import { beforeAll, expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { eraseCompositions } from '@/lib/db/compositions/erase-compositions'
import { bumpRevision } from '@/lib/db/releases/bump-revision'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { recountTerms, storedTerms } from '@/lib/indexing/lexical/testing/recount-terms'
import { createCandidates } from '@/lib/indexing/versions/create-candidates'
import { dropCandidates } from '@/lib/indexing/versions/drop-candidates'
import { mergeCandidateVersions } from '@/lib/indexing/versions/merge-candidate-versions'
import type { Actor } from '@/lib/services/actor'
import { createComposition } from '@/lib/services/compose/create-composition'
import { replayComposition } from '@/lib/services/compose/replay-composition'
import { importModules } from '@/lib/services/imports/import-modules'
import { listModules } from '@/lib/services/modules/list-modules'
import { listVersions } from '@/lib/services/modules/list-versions'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'
import { fingerprint } from '@/lib/services/testing/access/world'
import { createRelease } from './create-release'
import { writeEntries } from './rows/write-entries'

let actor: Actor
let workspaceId: string

const author = { kind: 'system', id: null, name: 'test', personId: null } as const
const options = { author, message: 'Proposed', urgency: 'person' } as const
const source = (text: string) => `# Herons\n\nHerons ${text}.`
const file = (text: string) => ({ path: 'herons.md', content: source(text) })
const propose = (id: string, text: string) =>
  createCandidates(workspaceId, [{ id, source: text, path: `${id}.md` }], options)
const query = 'What do herons eat?'

beforeAll(async () => {
  const workspace = await createTestWorkspace('candidates')
  workspaceId = workspace.workspaceId
  actor = workspace.actor
  await prisma.$transaction((tx) => createDefaultPolicy(tx, workspaceId))
  await importModules(actor, { files: [file('eat fish')] })
  await createRelease(actor, { id: 'next', name: 'Next' })
})

async function hold(entries: { moduleId: string; version: number }[]): Promise<void> {
  await prisma.$transaction(async (tx) => {
    await bumpRevision(tx, workspaceId)
    await writeEntries(tx, workspaceId, 'next', entries)
  })
}

const numbersOf = async (id: string) => (await listVersions(actor, { id })).items.map(({ version }) => version)

/** Tables of what happened, not of what there is. */
const HISTORY = ['WorkspaceState', 'WorkspaceProgress', 'ReleaseState', 'TermChange', 'AccessStatistic']

async function rows() {
  const tables = Object.entries(await fingerprint(workspaceId)).filter(([table]) => !HISTORY.includes(table))
  const terms = await storedTerms(workspaceId)
  return { ...Object.fromEntries(tables), terms, next: await storedTerms(workspaceId, 'next') }
}

it('leaves nothing behind when it is dropped', async () => {
  const before = await rows()
  const candidates = [
    ...(await propose('herons', source('eat frogs'))),
    ...(await propose('storks', '# Storks\n\nStorks eat mice.')),
  ]
  await hold(candidates)
  const { text } = await createComposition(actor, { query, release: 'next' })
  expect(text).toContain('eat frogs')
  expect((await createComposition(actor, { query })).text).not.toContain('eat frogs')
  // nobody sees them where versions and modules are listed
  expect(await numbersOf('herons')).toEqual([1])
  expect((await listModules(actor, {})).items.map(({ id }) => id)).toEqual(['herons'])
  await prisma.$transaction((tx) => eraseCompositions(tx, { workspaceId }))

  await dropCandidates(workspaceId, candidates)

  expect(await rows()).toEqual(before)
})

it('gets the next number when it is merged, and is production then, everywhere', async () => {
  const candidates = [
    ...(await propose('herons', source('eat eels'))),
    ...(await propose('storks', '# Storks\n\nStorks eat mice.')),
  ]
  await hold(candidates)
  const composed = await createComposition(actor, { query, release: 'next' })
  expect(composed.text).toContain('eat eels')
  const [herons, storks] = candidates
  const outcomes = await mergeCandidateVersions(
    workspaceId,
    [
      { ...herons!, baseVersion: 1 },
      { ...storks!, baseVersion: 0 },
    ],
    options,
  )
  expect(outcomes).toMatchObject([
    { status: 'updated', moduleId: 'herons', version: 2 },
    { status: 'created', moduleId: 'storks', version: 1 },
  ])
  expect(await numbersOf('herons')).toEqual([2, 1])
  expect((await createComposition(actor, { query })).text).toContain('eat eels')
  expect((await createComposition(actor, { query, release: 'next' })).text).toContain('eat eels')
  for (const release of ['production', 'next']) {
    expect(await storedTerms(workspaceId, release), release).toEqual(await recountTerms(workspaceId, release))
  }
  // what was composed of the candidate is still there, byte for byte
  expect(await replayComposition(actor, { id: composed.id })).toMatchObject({ isExact: true, redactions: [] })
})

it('is merged with all others or not at all', async () => {
  const candidates = [
    ...(await propose('herons', source('eat newts'))),
    ...(await propose('storks', '# Storks\n\nStorks eat voles.')),
  ]
  await importModules(actor, { files: [file('eat crabs')] })
  const toMerge = candidates.map((key) => ({ ...key, baseVersion: key.moduleId === 'herons' ? 2 : 1 }))
  const outcomes = await mergeCandidateVersions(workspaceId, toMerge, options)
  expect(outcomes).toMatchObject([{ status: 'outdated', moduleId: 'herons', latestVersion: 3 }, { status: 'updated' }])
  expect(await numbersOf('storks')).toEqual([1])
  expect((await createComposition(actor, { query })).text).toContain('eat crabs')
  await dropCandidates(workspaceId, candidates)
  expect(await prisma.moduleVersion.count({ where: { workspaceId, version: { lt: 0 } } })).toBe(0)
})
