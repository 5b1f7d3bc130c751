import fc from 'fast-check'
import { expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { bumpRevision } from '@/lib/db/releases/bump-revision'
import { setReleaseEntries } from '@/lib/db/releases/set-release-entries'
import { openRetrieval } from '@/lib/db/retrieval/open'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { extractTerms } from '@/lib/engine'
import { importModules } from '@/lib/services/imports/import-modules'
import { archiveModules } from '@/lib/services/modules/archive-modules'
import { deleteModule } from '@/lib/services/modules/delete-module'
import { unarchiveModules } from '@/lib/services/modules/unarchive-modules'
import { followDrift } from './follow-drift'
import { recountTerms, storedTerms } from './testing/recount-terms'

const DERIVED = 'next'
const WORDS = ['heron', 'osprey', 'plover', 'curlew', 'dunlin', 'avocet', 'godwit', 'whimbrel']
const id = fc.constantFrom('a', 'b', 'c', 'd', 'e')
const body = fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 30 }).map((words) => words.join(' '))

const step = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('import' as const),
      files: fc.array(fc.tuple(id, body), { minLength: 1, maxLength: 4 }),
    }),
  },
  fc.record({ kind: fc.constant('archive' as const), id }),
  fc.record({ kind: fc.constant('unarchive' as const), id }),
  fc.record({ kind: fc.constant('delete' as const), id }),
  fc.record({ kind: fc.constant('add' as const) }),
  {
    weight: 2,
    // what a release based on production holds in its place, nothing, or what production holds
    arbitrary: fc.record({ kind: fc.constant('entry' as const), id, version: fc.constantFrom(1, null, undefined) }),
  },
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

it('are right after any interleaving of edits, deletes, archiving and publishes', async () => {
  await fc.assert(
    fc.asyncProperty(
      // steps of one group run at the same time
      fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), { minLength: 3, maxLength: 6 }),
      async (groups) => {
        const { actor, workspaceId } = await createTestWorkspace('terms')
        const data = { workspaceId, id: DERIVED, baseId: 'production', state: { create: {} } }
        await prisma.release.create({ data })
        const run = async (step: Step): Promise<unknown> => {
          if (step.kind === 'import') {
            return importModules(actor, {
              files: step.files.map(([id, text]) => ({ path: `${id}.md`, content: text })),
            })
          }
          if (step.kind === 'add') return followDrift(workspaceId)
          if (step.kind === 'entry') return setEntry(workspaceId, step.id, step.version)
          if (step.kind === 'archive') return archiveModules(actor, { ids: [step.id] })
          if (step.kind === 'unarchive') return unarchiveModules(actor, { ids: [step.id] })
          // there may be no such module
          return deleteModule(actor, { id: step.id }).catch(() => undefined)
        }
        for (const group of groups) {
          await Promise.all(group.map(run))
          await expectRight(workspaceId)
        }
        await followDrift(workspaceId)
        expect(await prisma.termChange.count({ where: { workspaceId } })).toBe(0)
        await expectRight(workspaceId)
        await expectSameScores(workspaceId, 'production')
        await expectSameScores(workspaceId, DERIVED)
      },
    ),
    { numRuns: 8 },
  )
}, 240_000)

async function expectRight(workspaceId: string): Promise<void> {
  for (const releaseId of ['production', DERIVED]) {
    expect(await storedTerms(workspaceId, releaseId), releaseId).toEqual(await recountTerms(workspaceId, releaseId))
  }
}

async function setEntry(workspaceId: string, moduleId: string, version: number | null | undefined): Promise<void> {
  await prisma.$transaction(async (tx) => {
    await bumpRevision(tx, workspaceId)
    const versions = await tx.moduleVersion.count({ where: { workspaceId, moduleId, version: 1 } })
    if (versions > 0) await setReleaseEntries(tx, workspaceId, DERIVED, [{ moduleId, version }])
  })
}

/** What is stored for the database's search is what an index in memory counts by itself. */
async function expectSameScores(workspaceId: string, releaseId: string): Promise<void> {
  const scope = { workspaceId, releaseId, embeddingModel: 'none' }
  const query = { terms: extractTerms(WORDS.join(' ')), excludes: [] }
  const inMemory = await openRetrieval(scope).searchChunks(query, 20)
  const inDatabase = await openRetrieval({ ...scope, maxIndexedModules: 0 }).searchChunks(query, 20)
  expect(inMemory).toEqual(inDatabase)
}
