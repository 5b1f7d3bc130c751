import { beforeAll, beforeEach, expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { DEFAULT_POLICY_SETTINGS } from '@/lib/engine'
import type { Actor } from '@/lib/services/actor'
import { importModules } from '@/lib/services/imports/import-modules'
import { applyPolicyVersion } from '@/lib/services/policies/apply-policy-version'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'
import { savePolicyVersion } from '@/lib/services/policies/save-policy-version'
import { createQuerySet } from '@/lib/services/query-sets/create-query-set'
import { getQuerySet } from '@/lib/services/query-sets/get-query-set'
import { runQuerySet } from '@/lib/services/query-sets/run-query-set'
import { updateQuerySet } from '@/lib/services/query-sets/update-query-set'
import { createTestUser } from '@/lib/services/testing/create-test-user'
import { createChangeRequest } from './create-change-request'
import { getChangeRequest } from './get-change-request'
import { listChangeRequests } from './list-change-requests'
import { mergeChangeRequest } from './merge-change-request'
import { putChangeEdits } from './put-change-edits'
import { reviewChangeRequest } from './review-change-request'
import { updateChangeRequest } from './update-change-request'

let workspaceId: string
let actor: Actor
let reviewer: Actor
let setId: string
let number: number

const source = (name: string, eats: string) => `# ${name}\n\n${name} eat ${eats}.`
const publish = (name: string, content: string) => importModules(actor, { files: [{ path: `${name}.md`, content }] })
const setReview = (review: string) => prisma.workspaceSettings.update({ where: { workspaceId }, data: { review } })
const approve = () => reviewChangeRequest(reviewer, { number, verdict: 'approved' })
/** What the page shows once the required sets were run at the present state. */
const look = async () => {
  await runQuerySet(actor, { id: setId, release: `change-${number}` })
  return getChangeRequest(actor, { number })
}

beforeAll(async () => {
  const workspace = await createTestWorkspace('review-effect')
  workspaceId = workspace.workspaceId
  actor = workspace.actor
  reviewer = (await createTestUser(workspaceId, 'reviewer')).actor
  await prisma.$transaction((tx) => createDefaultPolicy(tx, workspaceId))
  await publish('herons', source('herons', 'fish'))
  await publish('invoices', '# Invoices\n\nInvoices become due within thirty days.')
  const checks = [{ kind: 'includes' as const, module: 'herons' }]
  const queries = [{ id: 'herons', text: 'What do herons eat?', checks }]
  setId = (await createQuerySet(actor, { name: 'Birds', isRequired: true, queries })).id
})

beforeEach(async () => {
  await setReview('off')
  const edits = [{ moduleId: 'newts', source: source('newts', `worms, in ${crypto.randomUUID()}`) }]
  number = (await createChangeRequest(actor, { title: 'Newts', edits })).number
  expect(await approve()).toMatchObject({ reviews: [{ isStale: false, changedSince: [], counts: true }] })
})

it('stands when production moves and the contexts stay as they are, and lets it be merged', async () => {
  await publish('receipts', '# Receipts\n\nReceipts are kept for ten years.')
  // not known to have changed
  expect(await getChangeRequest(actor, { number })).toMatchObject({ reviews: [{ isStale: false }] })
  expect(await look()).toMatchObject({ reviews: [{ isStale: false, changedSince: [], counts: true }] })
  await publish('receipts', '# Receipts\n\nReceipts are kept for twelve years.')
  await setReview('required')
  expect(await mergeChangeRequest(actor, { number })).toMatchObject({ status: 'merged' })
})

it('is stale when production moved so that contexts changed, and merging finds it out by itself', async () => {
  await publish('herons', source('herons', 'frogs'))
  await setReview('required')
  await expect(mergeChangeRequest(actor, { number })).rejects.toThrow('Its approval is of an earlier state')
  expect(await getChangeRequest(actor, { number })).toMatchObject({
    reviews: [{ isStale: true, changedSince: ['The context of “Birds” changed.'], counts: false }],
    reviewProblem: expect.stringContaining('earlier state'),
  })
  await approve()
  expect(await mergeChangeRequest(actor, { number })).toMatchObject({ status: 'merged' })
})

it('is stale when edits change, even where contexts do not', async () => {
  await putChangeEdits(actor, { number, edits: [{ moduleId: 'invoices', kind: 'archive' }] })
  expect(await look()).toMatchObject({ reviews: [{ isStale: true, changedSince: ['“Invoices” was added.'] }] })
  await putChangeEdits(actor, { number, edits: [{ moduleId: 'newts', source: source('newts', 'worms') }] })
  expect((await look()).reviews[0]!.changedSince).toEqual(
    expect.arrayContaining(['“newts” was edited again.', '“Invoices” was added.']),
  )
  // as an earlier version of Loadout stored it
  await prisma.changeReview.updateMany({ where: { workspaceId, number }, data: { edits: Prisma.DbNull } })
  expect((await look()).reviews[0]!.changedSince).toContain('The edits changed.')
})

it('is stale when a set asks for something else, or another version of the policy composes', async () => {
  const { revision, queries } = await getQuerySet(actor, { id: setId })
  const stricter = queries.map((query) => ({ ...query, checks: [...query.checks, { kind: 'answered' as const }] }))
  await updateQuerySet(actor, { id: setId, revision, queries: stricter })
  expect(await look()).toMatchObject({ reviews: [{ changedSince: ['The queries or checks of “Birds” changed.'] }] })
  await approve()
  await updateQuerySet(actor, { id: setId, revision: revision + 1, name: 'Waders' })
  expect(await look()).toMatchObject({ reviews: [{ isStale: false }] })
  const { version } = await savePolicyVersion(actor, { id: 'default', settings: DEFAULT_POLICY_SETTINGS })
  await applyPolicyVersion(actor, { id: 'default', version })
  const told = ['“Waders” is composed with another version of its policy.']
  expect(await look()).toMatchObject({ reviews: [{ isStale: true, changedSince: told }] })
})

it('is stale when a set is required that was not', async () => {
  const queries = [{ text: 'When are invoices due?', checks: [{ kind: 'answered' as const }] }]
  const { id } = await createQuerySet(actor, { name: 'Bills', queries })
  expect(await look()).toMatchObject({ reviews: [{ isStale: false }] })
  await updateQuerySet(actor, { id, revision: 1, isRequired: true })
  expect(await look()).toMatchObject({ reviews: [{ changedSince: ['“Bills” is required now.'] }] })
})

it('is listed with where its reviews and its required sets stand', async () => {
  const listed = async (input = {}) =>
    (await listChangeRequests(actor, { status: 'open', ...input })).items.find((item) => item.number === number)
  expect(await listed()).toMatchObject({ standing: 'approved', checksProblem: null })
  await putChangeEdits(actor, { number, edits: [{ moduleId: 'herons', kind: 'archive' }] })
  await setReview('required')
  expect((await look()).standing).toBe('waiting')
  expect(await listed()).toMatchObject({
    standing: 'waiting',
    checksProblem: expect.stringMatching(/^The required query set “.+” does not hold: \d+ checks? fails?\.$/),
  })
  await reviewChangeRequest(reviewer, { number, verdict: 'changes', comment: 'Keep the herons.' })
  expect(await listed()).toMatchObject({ standing: 'changes' })
  await updateChangeRequest(actor, { number, status: 'closed' })
  expect(await listed({ status: 'closed' })).toMatchObject({ standing: null, checksProblem: null })
})

it('is listed among their own for who opened it, also with a key of theirs', async () => {
  const editor = await createTestUser(workspaceId, 'editor')
  const key: Actor = {
    ...{ kind: 'apiKey', workspaceId, keyId: 'k', name: 'k', scopes: ['read', 'write'], createdById: editor.userId },
  }
  const first = await createChangeRequest(editor.actor, { title: 'Own' })
  const second = await createChangeRequest(key, { title: 'By key' })
  const mine = async (asks: Actor) =>
    (await listChangeRequests(asks, { mine: 'true' })).items.map((item) => item.number)
  expect(await mine(editor.actor)).toEqual([second.number, first.number])
  expect(await mine(key)).toEqual([second.number, first.number])
  expect(await mine(reviewer)).toEqual([])
})
