import { beforeAll, expect, it, vi } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { AppError } from '@/lib/errors'
import type { Actor } from '@/lib/services/actor'
import { importModules } from '@/lib/services/imports/import-modules'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'
import { cancelCheckRun } from '@/lib/services/query-sets/cancel-check-run'
import { createQuerySet } from '@/lib/services/query-sets/create-query-set'
import { deleteQuerySet } from '@/lib/services/query-sets/delete-query-set'
import { getQuerySet } from '@/lib/services/query-sets/get-query-set'
import { listQuerySets } from '@/lib/services/query-sets/list-query-sets'
import { runQuerySet } from '@/lib/services/query-sets/run-query-set'
import { updateQuerySet } from '@/lib/services/query-sets/update-query-set'
import { checkChange } from './checking/check-change'
import { createChangeRequest } from './create-change-request'
import { refreshEdits } from './edits/refresh-edits'
import { getChangeRequest } from './get-change-request'
import { listChangeRequests } from './list-change-requests'
import { removeChangeEdit } from './remove-change-edit'
import { queueCheckChange } from './reviews/queue-check-change'
import { updateChangeRequest } from './update-change-request'

vi.mock('./edits/refresh-edits', { spy: true })
vi.mock('./reviews/queue-check-change', { spy: true })

let workspaceId: string
let actor: Actor

const edit = (name: string, eats: string) => ({ moduleId: name, source: `# ${name}\n\n${name} eat ${eats}.` })
const includes = (module: string, text: string) => [{ kind: 'includes' as const, module, text }]
const touchedOf = async (number: number) => (await getChangeRequest(actor, { number })).touched
const isQueued = async (number: number) => {
  const rows = await prisma.$queryRaw<unknown[]>`
    SELECT 1 FROM pgboss.job WHERE "singleton_key" = ${`check-change ${workspaceId} ${number}`}`
  return rows.length > 0
}
const dropJob = async (number: number) => {
  await prisma.$executeRaw`DELETE FROM pgboss.job WHERE "singleton_key" = ${`check-change ${workspaceId} ${number}`}`
}

beforeAll(async () => {
  const workspace = await createTestWorkspace('check-change')
  workspaceId = workspace.workspaceId
  actor = workspace.actor
  await prisma.$transaction((tx) => createDefaultPolicy(tx, workspaceId))
  const files = ['herons', 'storks'].map((name) => ({ path: `${name}.md`, content: edit(name, 'fish').source }))
  await importModules(actor, { files })
  const queries = [
    { id: 'herons', text: 'What do herons eat?', checks: includes('herons', 'fish') },
    { id: 'empty', text: 'Zymurgy quantifies unrelated phlogiston?', checks: [{ kind: 'answered' as const }] },
  ]
  await createQuerySet(actor, { name: 'Birds', isRequired: true, queries })
})

it('runs the required sets of what is proposed, and says how many contexts change', async () => {
  const { number } = await createChangeRequest(actor, { title: 'Snails', edits: [edit('herons', 'snails')] })
  await expect.poll(() => isQueued(number)).toBe(true)
  expect(await touchedOf(number)).toBeNull()
  await checkChange({ workspaceId, number })
  expect(await getChangeRequest(actor, { number })).toMatchObject({
    checksProblem: expect.stringContaining('Birds'),
    checks: { held: 0, failed: 2 },
    touched: { changed: 1, total: 2, isCurrent: true },
  })
  const { items } = await listChangeRequests(actor, { limit: 1 })
  expect(items).toMatchObject([{ number, touched: { changed: 1, total: 2, isCurrent: true } }])

  // production moves on, and the edit is taken out: the next run counts anew
  await importModules(actor, { files: [{ path: 'newts.md', content: edit('newts', 'worms').source }] })
  expect(await touchedOf(number)).toEqual({ changed: 1, total: 2, isCurrent: false })
  expect(await listChangeRequests(actor, { limit: 1 })).toMatchObject({ items: [{ checksState: 'earlier' }] })
  await removeChangeEdit(actor, { number, moduleId: 'herons' })
  await checkChange({ workspaceId, number })
  expect(await touchedOf(number)).toEqual({ changed: 0, total: 2, isCurrent: true })
  await updateChangeRequest(actor, { number, status: 'closed' })
  expect(await touchedOf(number)).toBeNull()
})

it('runs them again for who looks at it after production moved on, and for nobody else', async () => {
  const { number, releaseId } = await createChangeRequest(actor, { title: 'Newts', edits: [edit('herons', 'newts')] })
  const done = async () => {
    await expect.poll(() => isQueued(number)).toBe(true)
    await dropJob(number)
    await checkChange({ workspaceId, number })
  }
  await done()
  // whether one is queued is decided before the answer, and done after it
  const queue = vi.mocked(queueCheckChange).mockClear()
  expect(await getChangeRequest(actor, { number })).toMatchObject({ checksState: 'current' })
  expect(queue).not.toHaveBeenCalled()
  await importModules(actor, { files: [{ path: 'toads.md', content: edit('toads', 'slugs').source }] })
  queue.mockClear()
  await listChangeRequests(actor, { limit: 1 })
  expect(queue).not.toHaveBeenCalled()
  expect(await getChangeRequest(actor, { number })).toMatchObject({ checksState: 'earlier', checks: null })
  await done()
  expect(await getChangeRequest(actor, { number })).toMatchObject({
    checksState: 'current',
    touched: { isCurrent: true },
  })
  expect(await queueCheckChange(workspaceId, number)).toBe(true)
  expect(await queueCheckChange(workspaceId, number)).toBe(false)
  await dropJob(number)
  // what somebody cancelled is not begun again by looking at it
  await prisma.checkRun.updateMany({ where: { workspaceId, releaseId: releaseId! }, data: { status: 'cancelled' } })
  queue.mockClear()
  expect(await getChangeRequest(actor, { number })).toMatchObject({ checksState: 'stopped' })
  expect(queue).not.toHaveBeenCalled()
})

it('queues nothing where no set is required, or where it is no more open', async () => {
  const other = await createTestWorkspace('check-nothing')
  await prisma.$transaction((tx) => createDefaultPolicy(tx, other.workspaceId))
  const change = await createChangeRequest(other.actor, { title: 'Eels', edits: [edit('eels', 'crabs')] })
  expect(change.checksState).toBe('none')
  expect(await queueCheckChange(other.workspaceId, change.number)).toBe(false)
  const { number } = await createChangeRequest(actor, { title: 'Gone', edits: [edit('herons', 'gulls')] })
  await expect.poll(() => isQueued(number)).toBe(true)
  await dropJob(number)
  await updateChangeRequest(actor, { number, status: 'closed' })
  expect(await queueCheckChange(workspaceId, number)).toBe(false)
})

it('runs them also where an edit cannot be prepared any more, and is tried again where it can', async () => {
  const { number } = await createChangeRequest(actor, { title: 'Voles', edits: [edit('herons', 'voles')] })
  vi.mocked(refreshEdits).mockRejectedValueOnce(new AppError('CONFLICT', 'Somebody changed it.'))
  await expect(checkChange({ workspaceId, number })).rejects.toMatchObject({ code: 'CONFLICT' })
  expect(await touchedOf(number)).toBeNull()
  vi.mocked(refreshEdits).mockRejectedValueOnce(new AppError('VALIDATION', 'The module has no name.'))
  await checkChange({ workspaceId, number })
  expect(await touchedOf(number)).toEqual({ changed: 1, total: 2, isCurrent: true })
  await updateChangeRequest(actor, { number, status: 'closed' })
})

it('waits with a draft until it is opened, and stops when it is told to', async () => {
  const edits = [edit('storks', 'frogs')]
  const { number, releaseId } = await createChangeRequest(actor, { title: 'Frogs', status: 'draft', edits })
  const countRuns = () => prisma.checkRun.count({ where: { workspaceId, releaseId: releaseId! } })
  await checkChange({ workspaceId, number })
  expect(await countRuns()).toBe(0)
  await updateChangeRequest(actor, { number, status: 'open' })
  await expect(checkChange({ workspaceId, number }, AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' })
  await checkChange({ workspaceId, number })
  expect(await countRuns()).toBe(1)
  expect(await touchedOf(number)).toMatchObject({ total: 2, isCurrent: true })
})

it('leaves a run alone that somebody cancelled', async () => {
  const many = Array.from({ length: 300 }, (_, i) => ({ id: `q${i}`, text: `What do storks eat on day ${i}?` }))
  const queries = many.map((query) => ({ ...query, checks: includes('storks', 'mice') }))
  const set = await createQuerySet(actor, { name: 'A long one', isRequired: true, queries })
  const { number } = await createChangeRequest(actor, { title: 'Mice', edits: [edit('storks', 'mice')] })
  await expect.poll(() => isQueued(number)).toBe(true)
  await dropJob(number)
  const checking = checkChange({ workspaceId, number })
  const where = { workspaceId, querySetId: set.id, status: 'running' }
  await expect.poll(() => prisma.checkRun.count({ where }), { interval: 5 }).toBe(1)
  const { id } = await prisma.checkRun.findFirstOrThrow({ where, select: { id: true } })
  expect(await cancelCheckRun(actor, { id })).toMatchObject({ status: 'cancelled' })
  await checking
  expect(await isQueued(number)).toBe(false)
  const countRuns = (releaseId: string) =>
    prisma.checkRun.count({ where: { workspaceId, querySetId: set.id, releaseId } })
  const cancelled = await prisma.checkRun.findFirstOrThrow({ where: { workspaceId, id }, select: { releaseId: true } })
  const before = await countRuns(cancelled.releaseId)
  // a job that comes later leaves it alone as well, and runs what else is to be run
  await checkChange({ workspaceId, number })
  expect(await countRuns(cancelled.releaseId)).toBe(before)
  expect(await touchedOf(number)).toMatchObject({ total: 2, isCurrent: true })
  await deleteQuerySet(actor, { id: set.id })
})

it('counts what changes also where somebody ran the set with the request first', async () => {
  const { number, releaseId } = await createChangeRequest(actor, { title: 'Moths', edits: [edit('herons', 'moths')] })
  const { items } = await listQuerySets(actor, {})
  const birds = items.find(({ name }) => name === 'Birds')!
  await runQuerySet(actor, { id: birds.id, release: releaseId! })
  // production moves on after its own last run
  await importModules(actor, { files: [{ path: 'frogs.md', content: edit('frogs', 'flies').source }] })
  await runQuerySet(actor, { id: birds.id, release: releaseId! })
  await checkChange({ workspaceId, number })
  expect(await touchedOf(number)).toEqual({ changed: 1, total: 2, isCurrent: true })
  // a required set that changes makes the count one of the past
  const { revision, queries } = await getQuerySet(actor, { id: birds.id })
  await updateQuerySet(actor, { id: birds.id, revision, queries: queries.slice(0, 1) })
  expect(await touchedOf(number)).toEqual({ changed: 1, total: 2, isCurrent: false })
})
