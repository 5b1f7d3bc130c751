import { Client } from 'pg'
import { beforeAll, expect, it, onTestFinished, vi } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import type { Actor } from '@/lib/services/actor'
import { importModules } from '@/lib/services/imports/import-modules'
import { applyPolicyVersion } from '@/lib/services/policies/apply-policy-version'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'
import { createQuerySet } from '@/lib/services/query-sets/create-query-set'
import { deleteQuerySet } from '@/lib/services/query-sets/delete-query-set'
import { exportQuerySet } from '@/lib/services/query-sets/export-query-set'
import { importQuerySet } from '@/lib/services/query-sets/import-query-set'
import { runQuerySet } from '@/lib/services/query-sets/run-query-set'
import { updateQuerySet } from '@/lib/services/query-sets/update-query-set'
import { createTestUser } from '@/lib/services/testing/create-test-user'
import { createChangeRequest } from './create-change-request'
import { getChangeChecks } from './get-change-checks'
import { getChangeRequest } from './get-change-request'
import { listChangeRequests } from './list-change-requests'
import { mergeChangeRequest } from './merge-change-request'
import { putChangeEdits } from './put-change-edits'
import { updateChangeRequest } from './update-change-request'

let workspaceId: string
let actor: Actor
let setId: string

const source = (name: string, eats: string) => `# ${name}\n\n${name} eat ${eats}.`
const edit = (name: string, eats: string) => ({ moduleId: name, source: source(name, eats) })
const asks = (name: string, text: string) => ({
  id: name,
  text: `What do ${name} eat?`,
  checks: [{ kind: 'includes' as const, module: name, text }],
})
const propose = async (name: string, eats: string) =>
  (await createChangeRequest(actor, { title: `${name} eat ${eats}`, edits: [edit(name, eats)] })).number
const countRuns = (releaseId: string) => prisma.checkRun.count({ where: { workspaceId, releaseId } })

beforeAll(async () => {
  const workspace = await createTestWorkspace('required')
  workspaceId = workspace.workspaceId
  actor = workspace.actor
  await prisma.$transaction((tx) => createDefaultPolicy(tx, workspaceId))
  const files = ['herons', 'storks'].map((name) => ({ path: `${name}.md`, content: source(name, 'fish') }))
  files.push({ path: 'invoices.md', content: '# Invoices\n\nInvoices become due within thirty days.' })
  await importModules(actor, { files })
  const queries = [asks('herons', 'fish'), asks('storks', 'frogs')]
  setId = (await createQuerySet(actor, { name: 'Birds', isRequired: true, queries })).id
})

it('merges nothing while a required set fails, and tells the newly broken from the broken', async () => {
  const number = await propose('herons', 'snails')
  const { message, data } = await mergeChangeRequest(actor, { number }).catch((error) => error)
  expect(message).toBe('The required query set “Birds” does not hold: 2 checks fail. Nothing was merged.')
  expect(data).toMatchObject({ reviewProblem: null, checksProblem: expect.stringContaining('Birds') })
  expect(await getChangeRequest(actor, { number })).toMatchObject({ status: 'open', checksProblem: data.checksProblem })
  const [set] = (await getChangeChecks(actor, { number })).items
  expect(set).toMatchObject({ name: 'Birds', isRequired: true, isCurrent: true, run: { failed: 2 } })
  expect(set!.production).toMatchObject({ failed: 1 })
  expect(set!.failing).toMatchObject([
    { queryId: 'herons', check: 0, inProduction: 'holds', outcome: { because: expect.stringMatching(/./) } },
    { queryId: 'storks', check: 0, inProduction: 'fails' },
  ])
})

it('lists what fails with each request, and asks the database no more often for many than for one', async () => {
  const numbers = [
    await propose('herons', 'snails and fish'),
    await propose('storks', 'frogs'),
    await propose('herons', 'frogs'),
  ]
  for (const number of numbers) await runQuerySet(actor, { id: setId, release: `change-${number}` })
  const fails = (count: string) => `The required query set “Birds” does not hold: ${count}.`
  const query = vi.spyOn(Client.prototype, 'query')
  onTestFinished(() => query.mockRestore())
  const listed = async (limit: number) => {
    query.mockClear()
    const { items } = await listChangeRequests(actor, { status: 'open', limit })
    return { problems: items.map(({ checksProblem }) => checksProblem), statements: query.mock.calls.length }
  }
  const one = await listed(1)
  const all = await listed(3)
  expect(one.problems).toEqual([fails('2 checks fail')])
  expect(all).toEqual({ problems: [fails('2 checks fail'), null, fails('1 check fails')], statements: one.statements })
  for (const number of numbers) await updateChangeRequest(actor, { number, status: 'closed' })
})

it('is bypassed by an admin with a reason alone, and the reason stays', async () => {
  const editor = (await createTestUser(workspaceId, 'editor')).actor
  const bypassReason = 'Storks are looked at tomorrow.'
  const number = await propose('invoices', 'nothing')
  await expect(mergeChangeRequest(editor, { number, bypassReason })).rejects.toMatchObject({ code: 'FORBIDDEN' })
  await mergeChangeRequest((await createTestUser(workspaceId, 'admin')).actor, { number, bypassReason })
  expect(await getChangeRequest(actor, { number })).toMatchObject({ status: 'merged', bypassReason })
  const where = { workspaceId, action: 'changeRequest.bypassed', target: `#${number}` }
  expect(await prisma.auditEvent.findFirst({ where })).toMatchObject({ detail: { reason: bypassReason } })
})

it('merges once the check is mended, and runs again what was not run at the present state', async () => {
  const number = await propose('storks', 'frogs')
  await mergeChangeRequest(actor, { number })
  const next = await propose('storks', 'frogs and fish')
  const release = `change-${next}`
  expect((await getChangeChecks(actor, { number: next })).items).toMatchObject([{ run: null, isCurrent: false }])
  await runQuerySet(actor, { id: setId, release })
  expect((await getChangeChecks(actor, { number: next })).items).toMatchObject([{ run: { held: 2 }, isCurrent: true }])
  // production moves on, the change is edited, the set changes: each makes the run one of the past
  await importModules(actor, { files: [{ path: 'newts.md', content: source('newts', 'worms') }] })
  expect((await getChangeChecks(actor, { number: next })).items).toMatchObject([{ isCurrent: false }])
  await runQuerySet(actor, { id: setId, release })
  await putChangeEdits(actor, { number: next, edits: [edit('storks', 'frogs and eels')] })
  expect((await getChangeChecks(actor, { number: next })).items).toMatchObject([{ isCurrent: false }])
  await runQuerySet(actor, { id: setId, release })
  await applyPolicyVersion(actor, { id: 'default', version: 1 })
  expect((await getChangeChecks(actor, { number: next })).items).toMatchObject([{ isCurrent: false }])
  const before = await countRuns(release)
  await mergeChangeRequest(actor, { number: next })
  expect(await countRuns(release)).toBe(before + 1)
})

it('checks the second of two merges against what the first one made of production', async () => {
  const text = 'What do herons and storks eat?'
  const queries = [
    { id: 'both', text, checks: [{ kind: 'tokens' as const, section: 'knowledge' as const, atLeast: 5 }] },
  ]
  const other = await createQuerySet(actor, { name: 'Both', isRequired: true, queries })
  await updateQuerySet(actor, { id: setId, revision: 1, isRequired: false })
  const archive = async (moduleId: string) =>
    (await createChangeRequest(actor, { title: `No ${moduleId}`, edits: [{ moduleId, kind: 'archive' }] })).number
  // each leaves the other one
  const both = [await archive('herons'), await archive('storks')]
  const merges = await Promise.allSettled(both.map((number) => mergeChangeRequest(actor, { number })))
  expect(merges.filter(({ status }) => status === 'rejected')).toMatchObject([
    { reason: { code: 'CONFLICT', message: expect.stringContaining('The required query set “Both” does not hold') } },
  ])
  await deleteQuerySet(actor, { id: other.id })
  await mergeChangeRequest(actor, { number: both[merges.findIndex(({ status }) => status === 'rejected')]! })
})

it('keeps the mark in its file, and leaves it as it is for a file that does not say it', async () => {
  const { id, name } = await createQuerySet(actor, {
    name: 'File',
    isRequired: true,
    queries: [asks('newts', 'worms')],
  })
  const { text } = await exportQuerySet(actor, { id })
  expect(text).toContain('isRequired: true')
  const silent = text.replace('isRequired: true\n', '')
  expect(await importQuerySet(actor, { content: silent, byName: true })).toMatchObject({ id, name, isRequired: true })
  const loud = text.replace('isRequired: true', 'isRequired: false')
  expect(await importQuerySet(actor, { content: loud, byName: true })).toMatchObject({ id, isRequired: false })
})
