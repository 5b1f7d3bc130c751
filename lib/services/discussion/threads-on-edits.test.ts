import { beforeAll, beforeEach, expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { DEFAULT_POLICY_SETTINGS } from '@/lib/engine'
import { createChangeRequest } from '@/lib/services/change-requests/create-change-request'
import { getChangeQuerySet } from '@/lib/services/change-requests/get-change-query-set'
import { putChangeEdits } from '@/lib/services/change-requests/put-change-edits'
import { removeChangePolicy } from '@/lib/services/change-requests/remove-change-policy'
import { listNotifications } from '@/lib/services/inbox/list-notifications'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'
import { createQuerySet } from '@/lib/services/query-sets/create-query-set'
import { createTestUser } from '@/lib/services/testing/create-test-user'
import { listThreads } from './list-threads'
import { startThread } from './start-thread'

type TestUser = Awaited<ReturnType<typeof createTestUser>>
let workspaceId: string
let author: TestUser
let editor: TestUser
let reviewer: TestUser
let querySetId: string
let number: number

const settings = (topN: number) => ({
  ...DEFAULT_POLICY_SETTINGS,
  rerank: { ...DEFAULT_POLICY_SETTINGS.rerank, topN },
})
const queries = (text: string) => [{ id: 'q', text, checks: [{ kind: 'answered' }] }]
const put = (edits: object) => putChangeEdits(editor.actor, { number, ...edits })
const anchors = async () => (await listThreads(reviewer.actor, { number })).items.map(({ anchor }) => anchor)
const onPolicy = (text: string, side = 'new', line = 1) => ({
  ...{ number, policyId: 'default', text: 'Why?' },
  anchor: { side, line, text },
})

beforeAll(async () => {
  workspaceId = (await createTestWorkspace('threads')).workspaceId
  await prisma.$transaction((tx) => createDefaultPolicy(tx, workspaceId))
  author = await createTestUser(workspaceId, 'owner')
  editor = await createTestUser(workspaceId, 'editor')
  reviewer = await createTestUser(workspaceId, 'reviewer')
  const set = { name: 'Food', queries: queries('What do herons eat?') }
  querySetId = (await createQuerySet(author.actor, set)).id
})

beforeEach(async () => {
  await prisma.notification.deleteMany({ where: { workspaceId } })
  const policies = [{ policyId: 'default', settings: settings(7) }]
  number = (await createChangeRequest(author.actor, { title: 'Fewer', policies })).number
})

it('stands on a setting of a policy, before and after, and is outdated when that is another', async () => {
  const { id, policyId, moduleId, anchor } = await startThread(reviewer.actor, onPolicy('  topN: 7'))
  expect({ policyId, moduleId }).toEqual({ policyId: 'default', moduleId: null })
  expect(anchor).toMatchObject({ side: 'new', text: '  topN: 7', currentLine: anchor?.line })
  const before = `  topN: ${DEFAULT_POLICY_SETTINGS.rerank.topN}`
  expect((await startThread(reviewer.actor, onPolicy(before, 'old'))).anchor).toMatchObject({ text: before })
  await expect(startThread(reviewer.actor, onPolicy('  topN: 8'))).rejects.toMatchObject({ code: 'CONFLICT' })
  await put({ policies: [{ policyId: 'default', settings: settings(8), revision: 1 }] })
  expect(await anchors()).toMatchObject([{ currentLine: null }, { text: before, currentLine: anchor?.line }])
  await removeChangePolicy(author.actor, { number, policyId: 'default' })
  expect((await anchors()).map((each) => each?.currentLine)).toEqual([null, null])
  expect((await listThreads(reviewer.actor, { number })).items[0]?.id).toBe(id)
})

it('stands on a line of a query set’s file, follows it, and tells who edited the set', async () => {
  await put({ querySets: [{ querySetId, queries: queries('What do herons drink?') }] })
  const { base, proposed } = await getChangeQuerySet(author.actor, { number, querySetId })
  const lineOf = (file: string | null, part: string) => {
    const lines = file?.split('\n') ?? []
    const at = lines.findIndex((line) => line.includes(part))
    return { line: at + 1, text: lines[at] ?? '' }
  }
  const start = (side: string, place: object) =>
    startThread(reviewer.actor, { number, querySetId, text: 'Hm.', anchor: { side, ...place } })
  const eaten = lineOf(base, 'herons eat')
  const drunk = lineOf(proposed, 'herons drink')
  expect((await start('old', eaten)).anchor).toMatchObject({ side: 'old', currentLine: eaten.line })
  expect(await start('new', drunk)).toMatchObject({ querySetId, anchor: { currentLine: drunk.line } })
  const told = async ({ actor }: TestUser) => (await listNotifications(actor, {})).items.map(({ kind }) => kind)
  expect(await told(editor)).toEqual(['comment', 'comment'])
  expect(await told(author)).toEqual(['comment', 'comment'])
  const two = [
    { id: 'first', text: 'What do owls eat?', checks: [{ kind: 'answered' }] },
    ...queries('What do herons drink?'),
  ]
  await put({ querySets: [{ querySetId, queries: two, revision: 1 }] })
  const [, moved] = await anchors()
  expect(moved?.currentLine).toBeGreaterThan(drunk.line)
})

it.each([
  ['a line of nothing', { anchor: { side: 'new', line: 1, text: 'x' } }],
  ['a policy without a line', { policyId: 'default' }],
  ['two edits', { policyId: 'default', moduleId: 'herons', anchor: { side: 'new', line: 1, text: 'x' } }],
  ['no request', { number: undefined, policyId: 'default', anchor: { side: 'new', line: 1, text: 'x' } }],
])('refuses %s', async (_, named) => {
  const thread = { number, text: 'Hm.', ...named }
  await expect(startThread(reviewer.actor, thread)).rejects.toMatchObject({ code: 'VALIDATION' })
})
