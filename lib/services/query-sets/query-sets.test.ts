import { beforeAll, describe, expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { LIMITS } from '@/lib/schemas/limits'
import type { CheckDto } from '@/lib/schemas/query-sets/check'
import { listAblations } from '@/lib/services/ablations/list-ablations'
import type { Actor } from '@/lib/services/actor'
import { listAnswerComparisons } from '@/lib/services/answer-comparisons/list-answer-comparisons'
import { importModules } from '@/lib/services/imports/import-modules'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'
import { createRelease } from '@/lib/services/releases/create-release'
import { deleteRelease } from '@/lib/services/releases/delete-release'
import { createTestUser } from '@/lib/services/testing/create-test-user'
import { addCheck } from './add-check'
import { cancelCheckRun } from './cancel-check-run'
import { continueCheckRun } from './continue-check-run'
import { createQuerySet } from './create-query-set'
import { deleteQuerySet } from './delete-query-set'
import { explainCheckedQuery } from './explain-checked-query'
import { exportQuerySet } from './export-query-set'
import { getCheckRun } from './get-check-run'
import { getQuerySet } from './get-query-set'
import { importQuerySet } from './import-query-set'
import { listCheckRuns } from './list-check-runs'
import { listQuerySets } from './list-query-sets'
import { restoreQuerySet } from './restore-query-set'
import { runQuerySet } from './run-query-set'
import { updateQuerySet } from './update-query-set'

const UNDO = 'How do I undo a deployment?'
const source = (id: string, body: string, more = '') => `---\nid: ${id}\nname: ${id}\n${more}---\n\n${body}\n`

let actor: Actor
let workspaceId: string

const publish = (id: string, body: string, more?: string) =>
  importModules(actor, { files: [{ path: `${id}.md`, content: source(id, body, more) }] })

beforeAll(async () => {
  ;({ workspaceId } = await createTestWorkspace('checks'))
  await prisma.$transaction((tx) => createDefaultPolicy(tx, workspaceId))
  actor = (await createTestUser(workspaceId, 'admin')).actor
  await publish('style', 'Answer in short sentences.', 'activation: always\n')
  await publish('rollback', '# Rollback\n\nTo undo a deployment run the rollback command.')
  await publish('holidays', '# Holidays\n\nEverybody has thirty days of holiday.')
})

let sets = 0
const setOf = (...checks: CheckDto[]) =>
  createQuerySet(actor, { name: `Deploying ${++sets}`, queries: [{ id: 'undo', text: UNDO, checks }] })

/** Runs a set to its end. */
async function finish(id: string, release?: string, who = actor) {
  let run = await runQuerySet(who, { id, release })
  while (run.status === 'running') run = await continueCheckRun(who, { id: run.id })
  return getCheckRun(who, { id: run.id })
}

describe('a query set', () => {
  it('is made, changed, deleted and brought back', async () => {
    const made = await setOf({ kind: 'answered' })
    expect(made).toMatchObject({
      name: `Deploying ${sets}`,
      revision: 1,
      checks: 1,
      lastRun: null,
      editedBy: { name: actor.name },
    })
    const { id } = made
    const changed = await updateQuerySet(actor, {
      id,
      revision: 1,
      name: 'Undoing',
      description: 'What on-call needs.',
    })
    expect(changed).toMatchObject({ name: 'Undoing', revision: 2, queries: made.queries })
    await expect(updateQuerySet(actor, { id, revision: 1, name: 'Late' })).rejects.toMatchObject({ code: 'CONFLICT' })
    await finish(id)
    await deleteQuerySet(actor, { id })
    await expect(getQuerySet(actor, { id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(listCheckRuns(actor, { id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(runQuerySet(actor, { id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect(await restoreQuerySet(actor, { id })).toMatchObject({ name: 'Undoing', lastRun: { held: 1 } })
    expect((await listQuerySets(actor, {})).items).toContainEqual(
      expect.objectContaining({ id, queries: 1, checks: 1 }),
    )
  })

  it.each<[unknown, RegExp]>([
    [{ text: UNDO }, /queries.0.checks: This query has nothing to check/],
    [{ text: UNDO, checks: [{ kind: 'tokens' }] }, /queries.0.checks.0: This says nothing yet/],
    [{ text: UNDO, checks: [{ kind: 'tokens', atLeast: 0 }] }, /queries.0.checks.0: These bounds admit every value/],
    [{ text: UNDO, checks: [{ kind: 'share', section: 'knowledge', atLeast: 0, atMost: 100 }] }, /admit every value/],
    [{ text: UNDO, contextWindow: 4_000, checks: [{ kind: 'window', tokens: 8_000 }] }, /fits 8,000 tokens/],
    [{ text: UNDO, checks: [{ kind: 'rhymes' }] }, /queries.0.checks.0.kind/],
    [{ text: ' ', checks: [{ kind: 'answered' }] }, /queries.0.text: This cannot be empty/],
    [{ text: UNDO, checks: [{ kind: 'answered' }], model: '' }, /queries.0.model/],
  ])('refuses %j', async (query, message) => {
    const made = createQuerySet(actor, { name: 'Refused', queries: [query] })
    await expect(made).rejects.toMatchObject({ code: 'VALIDATION', message: expect.stringMatching(message) })
  })

  it('takes a check to the query that is asked in the same way, once, and any other as a new query', async () => {
    const { id } = await setOf({ kind: 'answered' })
    const check = { kind: 'includes', module: 'rollback' }
    await addCheck(actor, { id, query: { text: `${UNDO} `, checks: [check] } })
    await addCheck(actor, { id, query: { text: UNDO, checks: [check], labels: [{ module: 'rollback' }] } })
    const { queries } = await addCheck(actor, { id, query: { text: UNDO, model: 'gpt-4o', checks: [check] } })
    expect(queries).toMatchObject([
      { id: 'undo', checks: [{ kind: 'answered' }, check], labels: [{ module: 'rollback', grade: 1 }] },
      { model: 'gpt-4o', checks: [check] },
    ])
  })

  it('says which stored check is in the way of another, and what to do', async () => {
    const { id } = await setOf({ kind: 'answered' })
    const stored = [{ id: 'undo', text: UNDO, labels: [], checks: [{ kind: 'tokens', atLeast: 1 }] }]
    await prisma.querySet.update({ where: { workspaceId_id: { workspaceId, id } }, data: { queries: stored } })
    const adding = addCheck(actor, { id, query: { text: 'Who may publish?', checks: [{ kind: 'answered' }] } })
    await expect(adding).rejects.toMatchObject({
      code: 'VALIDATION',
      message: expect.stringMatching(
        /“Deploying \d+” keeps a check that is refused by now, “all: at least 1 tokens” of the query “How do I undo a deployment\?” \(undo\)\. These bounds admit every value.* Change or remove that check first\.$/,
      ),
    })
  })

  it('names a query by its text, so that its results are found again', async () => {
    const query = { text: UNDO, checks: [{ kind: 'answered' }] }
    const idsOf = async (name: string) =>
      (await createQuerySet(actor, { name, queries: [query, query] })).queries.map((each) => each.id)
    const [first, second] = await idsOf('Twice')
    expect(first).not.toBe(second)
    expect(await idsOf('Twice again')).toEqual([first, second])
  })
})

describe('a run', () => {
  it('says of each check why it holds or fails, and rates the search by labels', async () => {
    const { id } = await createQuerySet(actor, {
      name: 'Mixed',
      queries: [
        {
          id: 'undo',
          text: UNDO,
          labels: [{ module: 'rollback', grade: 3 }],
          checks: [
            { kind: 'includes', module: 'rollback' },
            { kind: 'excludes', module: 'rollback' },
            { kind: 'includes', module: 'nobody' },
            { kind: 'samePrefix' },
          ],
        },
        { id: 'tight', text: UNDO, contextWindow: 20, checks: [{ kind: 'answered' }] },
        { id: 'lost', text: UNDO, policy: 'nowhere', checks: [{ kind: 'answered' }] },
      ],
    })
    const run = await finish(id)
    expect(run).toMatchObject({
      ...{ status: 'done', done: 3, total: 3, held: 1, failed: 3, skipped: 1, broken: 1 },
      metrics: { recall: 1, ndcg: 1, mrr: 1, sent: 1 },
      results: [
        {
          queryId: 'undo',
          outcomes: [
            { status: 'holds', because: expect.stringMatching(/^“rollback” is sent/) },
            { status: 'fails', because: expect.stringMatching(/^“rollback” is sent/) },
            { status: 'fails', because: 'There is no module nobody.' },
            { status: 'skipped' },
          ],
        },
        { queryId: 'tight', outcomes: [{ status: 'fails', unit: 'tokens', because: expect.stringMatching(/needs/) }] },
        { queryId: 'lost', outcomes: [], error: 'There is no policy nowhere.' },
      ],
    })
    const composed = await prisma.composition.count({ where: { workspaceId } })
    expect(composed).toBe(0)
  })

  it('rates the search by passages, and says which of them their module no longer holds', async () => {
    const told = 'To undo a deployment run the rollback command.'
    const other = 'To undo a deployment ask whoever is on call this week.'
    const labelled = (module: string, text: string) => ({ module, passage: { text } })
    const { id } = await createQuerySet(actor, {
      name: 'Passages',
      queries: [
        {
          text: UNDO,
          labels: [labelled('rollback', told), labelled('rollback', other), labelled('nobody', told)],
          checks: [],
        },
      ],
    })
    const { results, metrics } = await finish(id)
    expect(results[0]?.labels).toEqual([
      { place: 1, isSent: true, held: 1 },
      { isSent: false, held: 0.3, outdated: 0.3 },
      { isSent: false, held: 0, outdated: 0 },
    ])
    expect(metrics).toMatchObject({ recall: 1 / 3, mrr: 1, sent: 1 / 3, evidence: [1 / 3, 1 / 3, 1 / 3] })
    await createRelease(actor, { id: 'no-style', name: 'No style', entries: [{ moduleId: 'rollback', version: null }] })
    expect((await finish(id, 'no-style')).results[0]?.labels?.[0]).toEqual({ isSent: false, held: 0, outdated: 0 })
    const { text } = await exportQuerySet(actor, { id })
    const { queries } = await importQuerySet(actor, { content: text.replace('name: Passages', 'name: Passages again') })
    expect(queries[0]?.labels[1]).toEqual({ module: 'rollback', passage: { text: other, headingPath: [] }, grade: 1 })
    const label = { ...labelled('rollback', `${told}\n`), grade: 3 }
    const twice = addCheck(actor, { id, query: { text: UNDO, labels: [label, label] } })
    await expect(twice).rejects.toMatchObject({ code: 'VALIDATION', message: expect.stringMatching(/named twice/) })
    const added = await addCheck(actor, { id, query: { text: UNDO, labels: [label] } })
    expect(added.queries[0]?.labels).toEqual(queries[0]?.labels)
  })

  it('comes to the same however often and by whomever it is run', async () => {
    const { id } = await setOf({ kind: 'includes', module: 'rollback' }, { kind: 'tokens', atMost: 5 })
    const first = await finish(id)
    const other = (await createTestUser(workspaceId, 'reviewer')).actor
    const key: Actor = { kind: 'system', workspaceId, name: 'ci' }
    for (const who of [actor, other, key]) expect((await finish(id, undefined, who)).results).toEqual(first.results)
    expect((await listCheckRuns(actor, { id })).items).toHaveLength(4)
  })

  it('is of the release that is named', async () => {
    await createRelease(actor, { id: 'without', name: 'Without', entries: [{ moduleId: 'rollback', version: null }] })
    const { id } = await setOf({ kind: 'includes', module: 'rollback' })
    expect(await finish(id)).toMatchObject({ held: 1, releaseId: 'production' })
    expect((await finish(id, 'without')).results[0]?.outcomes).toMatchObject([
      { status: 'fails', because: '“rollback” is not sent: not in the release.' },
    ])
    expect(await getQuerySet(actor, { id })).toMatchObject({ lastRun: { held: 1, failed: 0 } })
    expect(await getQuerySet(actor, { id, release: 'without' })).toMatchObject({ lastRun: { held: 0, failed: 1 } })
    const listed = async (input: object) => (await listQuerySets(actor, input)).items.find((set) => set.id === id)
    // modules that the release does not hold have no name there
    expect((await getQuerySet(actor, { id })).moduleNames).toEqual({ rollback: 'rollback' })
    expect((await getQuerySet(actor, { id, release: 'without' })).moduleNames).toEqual({})
    expect(await listed({})).toMatchObject({ lastRun: { releaseId: 'production' } })
    expect(await listed({ release: 'without' })).toMatchObject({ lastRun: { releaseId: 'without' } })
    expect((await listCheckRuns(actor, { id })).items.map(({ releaseId }) => releaseId)).toEqual([
      'without',
      'production',
    ])
  })

  it('is of a release that is there, as are the set, its runs and what it is without each module', async () => {
    const { id } = await setOf({ kind: 'answered' })
    const input = { id, release: 'nowhere' }
    for (const read of [getQuerySet, listCheckRuns, listAblations, listAnswerComparisons, runQuerySet]) {
      await expect(read(actor, input)).rejects.toMatchObject({
        code: 'NOT_FOUND',
        message: 'There is no release nowhere: choose another one.',
      })
    }
    await expect(listQuerySets(actor, { release: 'nowhere' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  it('compares the prefix with that of the state before, again and again', async () => {
    const { id } = await setOf({ kind: 'samePrefix' })
    const statuses = async () => (await finish(id)).results[0]?.outcomes[0]?.status
    expect(await statuses()).toBe('skipped')
    await publish('holidays', '# Holidays\n\nEverybody has thirty-one days of holiday.')
    expect([await statuses(), await statuses()]).toEqual(['holds', 'holds'])
    await publish('style', 'Answer in long sentences.', 'activation: always\n')
    expect([await statuses(), await statuses()]).toEqual(['fails', 'fails'])
  })

  it('begins anew when the library changes meanwhile, and gives up when it never rests', async () => {
    const { id } = await setOf({ kind: 'includes', module: 'rollback' })
    const begun = await runQuerySet(actor, { id })
    const open = {
      status: 'running',
      done: 0,
      results: [],
      held: 0,
      queries: (await getQuerySet(actor, { id })).queries,
    }
    const reopen = (revision: number, restarts = 0) =>
      prisma.checkRun.update({
        where: { workspaceId_id: { workspaceId, id: begun.id } },
        data: { ...open, revision, restarts },
      })
    await reopen(begun.revision - 1)
    expect(await continueCheckRun(actor, { id: begun.id })).toMatchObject({
      status: 'running',
      revision: begun.revision,
    })
    expect(await continueCheckRun(actor, { id: begun.id })).toMatchObject({ status: 'done', held: 1 })
    await reopen(begun.revision - 1, LIMITS.checkRestarts)
    expect(await continueCheckRun(actor, { id: begun.id })).toMatchObject({
      status: 'failed',
      error: expect.stringMatching(/kept changing/),
    })
  })

  it('ends when its release is deleted meanwhile', async () => {
    await createRelease(actor, { id: 'gone', name: 'Gone', entries: [] })
    const { id, queries } = await setOf({ kind: 'answered' })
    const { id: runId } = await runQuerySet(actor, { id, release: 'gone' })
    await prisma.checkRun.update({
      where: { workspaceId_id: { workspaceId, id: runId } },
      data: { status: 'running', done: 0, results: [], queries },
    })
    await deleteRelease(actor, { id: 'gone' })
    expect(await continueCheckRun(actor, { id: runId })).toMatchObject({
      status: 'failed',
      error: 'There is no release gone: choose another one.',
    })
  })

  it('can be cancelled, and then nothing goes on with it', async () => {
    const { id } = await setOf({ kind: 'answered' })
    const { id: runId } = await runQuerySet(actor, { id })
    await prisma.checkRun.update({
      where: { workspaceId_id: { workspaceId, id: runId } },
      data: { status: 'running', done: 0, results: [], queries: (await getQuerySet(actor, { id })).queries },
    })
    expect(await cancelCheckRun(actor, { id: runId })).toMatchObject({ status: 'cancelled', done: 0 })
    expect(await continueCheckRun(actor, { id: runId })).toMatchObject({ status: 'cancelled', done: 0 })
    expect((await getCheckRun(actor, { id: runId })).results).toEqual([])
  })

  it('is refused of an empty set', async () => {
    const empty = await createQuerySet(actor, { name: 'Empty' })
    await expect(runQuerySet(actor, { id: empty.id })).rejects.toMatchObject({ code: 'VALIDATION' })
  })
})

describe('a query set as a file', () => {
  it('imports back as it was exported, as a new set or in place of one', async () => {
    const { id, queries, name } = await createQuerySet(actor, {
      name: 'As a file',
      description: 'Both lines\nof it.',
      queries: [
        {
          id: 'undo',
          text: UNDO,
          turns: [{ role: 'user', content: 'Hello.' }],
          labels: [{ module: 'rollback', grade: 2 }],
          checks: [{ kind: 'includes', module: 'rollback', heading: 'Rollback' }],
        },
      ],
    })
    const { text, fileName } = await exportQuerySet(actor, { id })
    expect(fileName).toBe('as-a-file.yaml')
    const renamed = text.replace(`name: ${name}`, 'name: Another')
    const copy = await importQuerySet(actor, { content: renamed })
    expect(copy).toMatchObject({ name: 'Another', description: 'Both lines\nof it.', queries })
    expect(copy.id).not.toBe(id)
    const changed = text.replace('rollback', 'holidays')
    expect(await importQuerySet(actor, { content: changed, id })).toMatchObject({ id, revision: 2 })
    const again = importQuerySet(actor, { content: text })
    await expect(again).rejects.toMatchObject({
      code: 'CONFLICT',
      message: `There is a query set “${name}” already. Replace it, with \`byName\` or its id, or give the file another name.`,
      data: { id },
    })
    // as sets from before names were kept apart
    await prisma.querySet.update({ where: { workspaceId_id: { workspaceId, id: copy.id } }, data: { name } })
    await expect(importQuerySet(actor, { content: text, byName: true })).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringMatching(/^Several query sets are called/),
    })
    await deleteQuerySet(actor, { id: copy.id })
    expect(await importQuerySet(actor, { content: text, byName: true })).toMatchObject({ id, revision: 3, queries })
  })

  it('is refused when it is too large or says nothing, with the line', async () => {
    const content = `version: 1\nname: Large\ndescription: ${'a'.repeat(5 * 1024 * 1024)}\n`
    await expect(importQuerySet(actor, { content })).rejects.toMatchObject({
      code: 'LIMIT_EXCEEDED',
      message: 'A file of checks is at most 1 MB, this one has 5 MB: make several sets of it.',
    })
    const empty =
      'version: 1\nname: Empty\nqueries:\n  - text: How?\n    checks:\n      - kind: share\n        section: history\n'
    await expect(importQuerySet(actor, { content: empty })).rejects.toMatchObject({
      code: 'VALIDATION',
      message: expect.stringMatching(/^Line 6: queries.0.checks.0: This says nothing yet/),
    })
    const broken = 'version: 1\nname: "a\\0b"\nqueries: []\n'
    for (const byName of [false, true]) {
      await expect(importQuerySet(actor, { content: broken, byName })).rejects.toMatchObject({ code: 'VALIDATION' })
    }
  })
})

describe('explaining a query of a set', () => {
  it('gives the trace that its results come from', async () => {
    const { id } = await setOf({ kind: 'includes', module: 'rollback' })
    const run = await finish(id)
    const explained = await explainCheckedQuery(actor, { id, queryId: 'undo' })
    expect(explained.result).toEqual(run.results[0])
    expect(explained.trace.contextHash).toBe(run.results[0]?.contextHash)
    expect(explained.trace.spans.some((span) => span.moduleId === 'rollback')).toBe(true)
    await expect(explainCheckedQuery(actor, { id, queryId: 'gone' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})
