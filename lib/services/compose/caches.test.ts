import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { eraseCompositions } from '@/lib/db/compositions/erase-compositions'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { type ComposedContext, composeContext } from '@/lib/engine'
import { followDrift } from '@/lib/indexing/lexical/follow-drift'
import { followSummaries } from '@/lib/indexing/summaries/follow-summaries'
import { snapshotGrounding } from '@/lib/indexing/usage/snapshot-grounding'
import { allCaches } from '@/lib/measured-cache'
import type { ComposedDto } from '@/lib/schemas/contexts/compose'
import type { Actor } from '@/lib/services/actor'
import { getOverlay } from '@/lib/services/chunk-overlays/get-overlay'
import { saveOverlay } from '@/lib/services/chunk-overlays/save-overlay'
import { importModules } from '@/lib/services/imports/import-modules'
import { archiveModules } from '@/lib/services/modules/archive-modules'
import { deleteModule } from '@/lib/services/modules/delete-module'
import { listChunks } from '@/lib/services/modules/list-chunks'
import { unarchiveModules } from '@/lib/services/modules/unarchive-modules'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'
import { createRelease } from '@/lib/services/releases/create-release'
import { removeReleaseEntry } from '@/lib/services/releases/remove-release-entry'
import { setReleaseEntries } from '@/lib/services/releases/set-release-entries'
import { createComposition } from './create-composition'
import { createEnginePorts } from './engine/engine-ports'
import { getComposition } from './get-composition'
import { resolveRequest } from './request/resolve-request'

/** As it is read again. */
const stored = ({ id, text, usage, trace }: ComposedDto) => ({
  id,
  text,
  usage,
  trace: JSON.parse(JSON.stringify(trace)),
})

let actor: Actor
let workspaceId: string
beforeAll(async () => {
  ;({ actor, workspaceId } = await createTestWorkspace('caches'))
  await prisma.$transaction((tx) => createDefaultPolicy(tx, workspaceId))
  await createRelease(actor, { id: 'side', name: 'Side' })
})

const IDS = ['alpha', 'beta', 'gamma', 'delta']
const RELEASES = [undefined, 'side']
const QUERIES = ['How do I roll back a deployment?', 'deployment: back, roll!', 'holiday rules', 'what is alpha']
const TEXTS = [
  'Roll back a deployment with one command.',
  'Thirty days of holiday are the rule.',
  'Alpha is the first.',
]

const fileOf = (id: string, text: string) => ({
  path: `${id}.md`,
  content: `---\nname: ${id}\n---\n\n# ${id}\n\n${text}\n`,
})
const write = (id: string, text: string) => importModules(actor, { files: [fileOf(id, text)] })
type Asked = { query: string; release: string | undefined }
const asked = fc.record({ query: fc.constantFrom(...QUERIES), release: fc.constantFrom(...RELEASES) })

/** Archiving twice, or what is not there, is refused; here it changes nothing. */
const attempt = (work: Promise<unknown>) => work.catch(() => undefined)

/** Past the caches of compositions and searches, on the versions that the database names now. */
async function composeAfresh(asked: Asked): Promise<ComposedContext> {
  const { request } = await resolveRequest(actor, asked)
  return composeContext(request, await createEnginePorts(request))
}

/** Searches behind the cache see the terms in another order: the last digits of their sums may differ. */
const NEAR = 1e-9

/** The numbers of a value, in their order, and all else that it is. */
function takeNumbers(value: unknown): { numbers: number[]; rest: unknown } {
  const numbers: number[] = []
  const rest: unknown = JSON.parse(
    JSON.stringify(value, (_, part) => {
      if (typeof part !== 'number') return part
      numbers.push(part)
      return null
    }),
  )
  return { numbers, rest }
}

function expectSame(composed: ComposedContext, expected: ComposedContext): void {
  expect(composed.messages).toEqual(expected.messages)
  expect(composed.trace.contextHash).toBe(expected.trace.contextHash)
  const [found, wanted] = [takeNumbers(composed.trace.candidates), takeNumbers(expected.trace.candidates)]
  expect(found.rest).toEqual(wanted.rest)
  const differing = found.numbers.filter((number, i) => !(Math.abs(number - (wanted.numbers[i] ?? Number.NaN)) < NEAR))
  expect(differing).toEqual([])
}

const statisticsOf = (name: string) => {
  const found = allCaches().find((cache) => cache.name === name)
  if (!found) throw new Error(`no cache ${name}`)
  return found.statistics()
}

const edit = fc.oneof(
  fc.record({ kind: fc.constant('write' as const), id: fc.constantFrom(...IDS), text: fc.constantFrom(...TEXTS) }),
  fc.record({
    kind: fc.constantFrom('archive' as const, 'unarchive' as const, 'delete' as const),
    id: fc.constantFrom(...IDS),
  }),
  fc.record({
    kind: fc.constant('curate' as const),
    id: fc.constantFrom(...IDS),
    isExcluded: fc.boolean(),
    keyword: fc.constantFrom('holiday', 'command'),
  }),
  fc.record({
    kind: fc.constant('differ' as const),
    id: fc.constantFrom(...IDS),
    version: fc.constantFrom(undefined, null, 1),
  }),
  fc.record({ kind: fc.constantFrom('drift' as const, 'summaries' as const, 'grounding' as const) }),
)
type Edit = typeof edit extends fc.Arbitrary<infer T> ? T : never

function apply(change: Edit): Promise<unknown> {
  if (change.kind === 'write') return write(change.id, change.text)
  if (change.kind === 'archive') return attempt(archiveModules(actor, { ids: [change.id] }))
  if (change.kind === 'unarchive') return attempt(unarchiveModules(actor, { ids: [change.id] }))
  if (change.kind === 'delete') return attempt(deleteModule(actor, { id: change.id }))
  if (change.kind === 'curate') return attempt(curate(change.id, change.isExcluded, change.keyword))
  if (change.kind === 'differ') return attempt(differ(change.id, change.version))
  if (change.kind === 'summaries') return followSummaries(workspaceId)
  if (change.kind === 'grounding') return ground()
  return followDrift(workspaceId)
}

/** Lets the other release hold a version of a module, null for none, undefined for what production holds. */
function differ(moduleId: string, version: number | null | undefined): Promise<unknown> {
  if (version === undefined) return removeReleaseEntry(actor, { id: 'side', moduleId })
  return setReleaseEntries(actor, { id: 'side', entries: [{ moduleId, version }] })
}

async function curate(id: string, isExcluded: boolean, keyword: string): Promise<unknown> {
  const [chunk] = (await listChunks(actor, { id })).items
  const { version } = await getOverlay(actor, { id })
  const entries = chunk
    ? [{ anchor: { headingPath: chunk.headingPath, text: chunk.text }, isExcluded, keywords: [keyword] }]
    : []
  return saveOverlay(actor, { id, entries, baseVersion: version })
}

/** Answers cited the first module more often than the others. */
async function ground(): Promise<void> {
  await prisma.accessStatistic.updateMany({ where: { workspaceId }, data: { timesSent: 9, timesCited: 1 } })
  await prisma.accessStatistic.updateMany({ where: { workspaceId, moduleId: IDS[0] }, data: { timesCited: 8 } })
  await snapshotGrounding(workspaceId)
}

describe('the caches of compose', () => {
  it('never serve what an edit has changed, however edits and compositions follow each other or overlap', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            change: edit,
            during: fc.boolean(),
            asked: fc.array(asked, { minLength: 1, maxLength: 3 }),
          }),
          {
            minLength: 1,
            maxLength: 4,
          },
        ),
        async (rounds) => {
          const latest = new Map<Asked, ComposedContext>()
          for (const { change, during, asked } of rounds) {
            latest.clear()
            const editing = apply(change)
            // what runs beside an edit may see the library before or after it, and may not spoil what comes later
            if (during) await Promise.all([editing, ...asked.map((each) => createComposition(actor, each))])
            else await editing
            for (const each of asked) {
              const [expected, first, second] = [
                await composeAfresh(each),
                await createComposition(actor, each),
                await createComposition(actor, each),
              ]
              expect(first.messages).toEqual(expected.messages)
              expectSame(second, expected)
              expect(second.trace.caches).toMatchObject([{ name: 'composition', hits: 1 }])
              latest.set(each, second)
            }
          }
          // and past those of indexes, modules and vectors too, which grew over the rounds
          for (const cache of allCaches()) cache.clear()
          for (const [each, composed] of latest) expectSame(composed, await composeAfresh(each))
        },
      ),
      { numRuns: 8 },
    )
  }, 120_000)

  it('say in the trace what they saved, and keep each composition under its own id', async () => {
    await write('alpha', TEXTS[0] ?? '')
    const asked = { query: 'Which command rolls a deployment back?' }
    const first = await createComposition(actor, asked)
    const second = await createComposition(actor, asked)
    expect(first.trace.caches).toMatchObject([{ name: 'composition', hits: 0, misses: 1 }, { name: 'retrieval' }])
    expect(second.trace.caches?.[0]?.savedMs).toBeGreaterThan(0)
    expect(second.trace.steps[0]).toMatchObject({ name: 'cache', notes: [expect.stringContaining('saved')] })
    expect(second.text).toBe(first.text)
    expect(second.id).not.toBe(first.id)
    expect(await prisma.composition.count({ where: { workspaceId, id: { in: [first.id, second.id] } } })).toBe(2)
  })

  it('have one detail between them, as long as one of them is there', async () => {
    await write('alpha', TEXTS[0] ?? '')
    const asked = { query: 'Which command rolls a deployment back, and who may?' }
    const made = [await createComposition(actor, asked), await createComposition(actor, asked)]
    const read = () => Promise.all(made.map(({ id }) => getComposition(actor, { id })))
    const detailsOf = async () => {
      const where = { workspaceId, id: { in: made.map(({ id }) => id) } }
      const rows = await prisma.composition.findMany({ where, select: { detailId: true }, orderBy: { id: 'asc' } })
      return rows.map(({ detailId }) => detailId)
    }
    expect(await detailsOf()).toEqual([made[0]!.id, made[0]!.id])
    for (const [at, { id, trace, text, usage, isExact }] of (await read()).entries()) {
      expect({ id, trace, text, usage, isExact }).toEqual({ ...stored(made[at]!), isExact: true })
    }
    const erase = (id: string) => prisma.$transaction((tx) => eraseCompositions(tx, { workspaceId, id }))
    const details = () => prisma.compositionDetail.count({ where: { workspaceId, id: made[0]!.id } })
    await erase(made[0]!.id)
    expect(await details()).toBe(1)
    expect(await getComposition(actor, { id: made[1]!.id })).toMatchObject(stored(made[1]!))
    await erase(made[1]!.id)
    expect(await details()).toBe(0)
    // the cache still has it, the database no longer
    const third = await createComposition(actor, asked)
    expect(third.trace.caches).toMatchObject([{ name: 'composition', hits: 1 }])
    made.splice(0, 2, third)
    expect(await detailsOf()).toEqual([third.id])
    expect(await getComposition(actor, { id: third.id })).toMatchObject(stored(third))
    made.push(await createComposition(actor, asked))
    expect(await detailsOf()).toEqual([third.id, third.id])
    expect(await getComposition(actor, { id: made[1]!.id })).toMatchObject(stored(made[1]!))
  })

  it('share candidates between queries that consist of the same terms', async () => {
    // whatever the edits before have left
    for (const id of IDS) await attempt(deleteModule(actor, { id }))
    for (const [at, id] of IDS.entries()) await write(id, TEXTS[at % TEXTS.length] ?? '')
    await followDrift(workspaceId)
    const first = await createComposition(actor, { query: 'holiday command rule deployment' })
    const similar = await createComposition(actor, { query: 'Rules: the command of deployments, holidays?' })
    expect(first.trace.caches?.[1]).toMatchObject({ name: 'retrieval', hits: 0 })
    expect(similar.trace.caches?.[1]).toMatchObject({ name: 'retrieval', hits: 3, misses: 0 })
    const other = await createComposition(actor, {
      query: 'Rules: the command of deployments, holidays?',
      model: 'gpt-5',
    })
    expect(other.trace.caches?.[1]).toMatchObject({ hits: 3 })
  })

  it('keep over an edit what it cannot have changed, and nothing else', async () => {
    for (const id of IDS) await attempt(deleteModule(actor, { id }))
    // so many that one of them moves no statistics
    const others = Array.from({ length: 60 }, (_, i) => fileOf(`other-${i}`, `Number ${i} tells of kilns and clay.`))
    await importModules(actor, { files: others })
    // a search that does not meet everything
    const asked = { query: 'holiday', filters: { tags: ['kept'] } }
    const tagged = (text: string) =>
      importModules(actor, {
        files: [{ path: 'kept.md', content: `---\nname: kept\ntags: [kept]\n---\n\n# kept\n\n${text}\n` }],
      })
    await tagged('A holiday has thirty days.')
    await followDrift(workspaceId)
    const first = await createComposition(actor, asked)
    await write('other-7', 'Number seven tells of kilns, clay and glaze.')
    const kept = await createComposition(actor, asked)
    expect(kept.trace.caches).toMatchObject([{ name: 'kept composition', hits: 1 }])
    expect(kept.trace.revision).toBeGreaterThan(first.trace.revision)
    expect(kept.text).toBe(first.text)
    expect(kept.trace.contextHash).toBe(first.trace.contextHash)
    // from then on it is known under its new revision, and read as it was made
    const again = await createComposition(actor, asked)
    expect(again.trace.caches).toMatchObject([{ name: 'composition', hits: 1 }])
    for (const { id, trace, text } of [kept, again]) {
      expect(await getComposition(actor, { id })).toMatchObject({ trace, text, isExact: true })
    }
    // over a second edit it is told as it was composed, not as it was kept
    await write('other-8', 'Number eight tells of kilns, clay and glaze.')
    const twice = await createComposition(actor, asked)
    expect(twice.trace.caches).toMatchObject([{ name: 'kept composition', hits: 1 }])
    expect(twice.trace.steps.map(({ name }) => name)).toEqual(kept.trace.steps.map(({ name }) => name))
    const before = statisticsOf('kept composition')
    await tagged('A holiday has forty days.')
    const changed = await createComposition(actor, asked)
    expect(changed.trace.caches).toMatchObject([{ name: 'composition', hits: 0 }, { name: 'retrieval' }])
    expect(changed.text).toContain('forty')
    const after = statisticsOf('kept composition')
    expect({ hits: after.hits - before.hits, misses: after.misses - before.misses }).toEqual({ hits: 0, misses: 1 })
  })

  it('read again, after one module changed, that module alone', async () => {
    const files = Array.from({ length: 12 }, (_, i) => fileOf(`many-${i}`, `Roll back number ${i} of the deployment.`))
    await importModules(actor, { files })
    await followDrift(workspaceId)
    const asked = { query: 'roll back the deployment by number' }
    await createComposition(actor, asked)
    const before = { index: statisticsOf('release index'), modules: statisticsOf('modules') }
    await write('many-3', 'Roll back number three of the deployment.')
    await createComposition(actor, asked)
    const after = { index: statisticsOf('release index'), modules: statisticsOf('modules') }
    expect(after.index.misses - before.index.misses).toBe(1)
    expect(after.modules.misses - before.modules.misses).toBeLessThanOrEqual(1)
    expect(after.modules.hits).toBeGreaterThan(before.modules.hits)
  })
})
