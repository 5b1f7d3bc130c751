import { beforeAll, expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { DEFAULT_POLICY_SETTINGS } from '@/lib/engine'
import type { Actor } from '@/lib/services/actor'
import { createChangeRequest } from '@/lib/services/change-requests/create-change-request'
import { getChangeRequest } from '@/lib/services/change-requests/get-change-request'
import { mergeChangeRequest } from '@/lib/services/change-requests/merge-change-request'
import { putChangeEdits } from '@/lib/services/change-requests/put-change-edits'
import { removeChangePolicy } from '@/lib/services/change-requests/remove-change-policy'
import { removeChangeQuerySet } from '@/lib/services/change-requests/remove-change-query-set'
import { updateChangeRequest } from '@/lib/services/change-requests/update-change-request'
import { listChangeEvents } from '@/lib/services/discussion/list-change-events'
import { listThreads } from '@/lib/services/discussion/list-threads'
import { startThread } from '@/lib/services/discussion/start-thread'
import { importModules } from '@/lib/services/imports/import-modules'
import { removeMember } from '@/lib/services/members/remove-member'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'
import { createQuerySet } from '@/lib/services/query-sets/create-query-set'
import { deleteQuerySet } from '@/lib/services/query-sets/delete-query-set'
import { updateQuerySet } from '@/lib/services/query-sets/update-query-set'
import { createRelease } from '@/lib/services/releases/create-release'
import { setReleaseEntries } from '@/lib/services/releases/set-release-entries'
import { createReviewRule } from '@/lib/services/review/create-review-rule'
import { createTestUser } from '@/lib/services/testing/create-test-user'
import { listAuditEvents } from './list-audit-events'
import { recordAudit } from './record/record-audit'

let workspaceId: string
let owner: Actor
let querySetId: string

const { rerank } = DEFAULT_POLICY_SETTINGS
const policy = (topN: number) => ({
  policyId: 'default',
  settings: { ...DEFAULT_POLICY_SETTINGS, rerank: { ...rerank, topN } },
})
const query = (text: string) => ({ id: 'q', text, checks: [{ kind: 'includes' as const, module: 'herons' }] })
const latest = async (action: string) => (await listAuditEvents(owner, { action, limit: 1 })).items[0]
const named = (kind: string, id: string, name: string | null, isGone = false) => ({ kind, id, name, isGone })

beforeAll(async () => {
  workspaceId = (await createTestWorkspace('named')).workspaceId
  owner = (await createTestUser(workspaceId, 'owner')).actor
  await prisma.$transaction((tx) => createDefaultPolicy(tx, workspaceId))
  const content = '---\nname: All about herons\n---\n\n# Herons\n\nHerons eat fish.\n'
  await importModules(owner, { files: [{ path: 'herons.md', content }] })
  querySetId = (await createQuerySet(owner, { name: 'Birds', queries: [query('What do herons eat?')] })).id
})

it('names what a change request edits, each kind by itself, in the audit log and in the timeline', async () => {
  const source = '---\nname: Storks\n---\n\nStorks eat frogs.\n'
  const { number } = await createChangeRequest(owner, {
    title: 'More birds',
    edits: [{ moduleId: 'storks', source }],
    policies: [policy(7)],
    querySets: [
      { querySetId, queries: [query('What eats fish?')] },
      { kind: 'create', name: 'Storks', queries: [query('What do storks eat?')] },
    ],
  })
  const { querySets } = await getChangeRequest(owner, { number })
  const made = querySets.find((set) => set.kind === 'create')!.querySetId
  const edited = [
    named('module', 'storks', 'Storks'),
    named('policy', 'default', 'Default'),
    named('querySet', querySetId, 'Birds'),
    // only proposed
    named('querySet', made, 'Storks', true),
  ]
  const entry = await latest('changeRequest.edited')
  expect(entry?.detail).toEqual({ modules: ['storks'], policies: ['default'], querySets: [querySetId, made] })
  expect(entry?.things).toEqual([named('changeRequest', `#${number}`, 'More birds'), ...edited])
  const timeline = async () => (await listChangeEvents(owner, { number })).items
  expect((await timeline()).find(({ kind }) => kind === 'edited')?.things).toEqual(edited)

  await removeChangeQuerySet(owner, { number, querySetId: made })
  expect((await latest('changeRequest.changed'))?.detail).toEqual({ removedQuerySet: 'Storks' })
  await removeChangePolicy(owner, { number, policyId: 'default' })
  expect((await timeline()).at(-1)).toMatchObject({
    detail: { removedPolicy: 'default' },
    things: [named('policy', 'default', 'Default')],
  })

  await putChangeEdits(owner, { number, policies: [policy(7)] })
  await mergeChangeRequest(owner, { number })
  expect((await latest('changeRequest.merged'))?.detail).toEqual({
    modules: ['storks'],
    policies: ['default'],
    querySets: [querySetId],
  })
  // the settings themselves, as where they are saved without a review
  expect((await latest('policy.versionApplied'))?.changes).toEqual({
    activeVersion: { before: 1, after: 2 },
    'settings.rerank.topN': { before: rerank.topN, after: 7 },
  })
})

it('tells what became of a query set by numbers, and whether it is required, directly and by a merge', async () => {
  const { id } = await createQuerySet(owner, { name: 'Owls', queries: [query('What do owls eat?')] })
  const other = { ...query('Who hunts?'), id: 'other' }
  const queries = [query('What do owls eat at night?'), other]
  await updateQuerySet(owner, { id, revision: 1, isRequired: true, description: 'At night.', queries })
  const told = await latest('querySet.changed')
  expect(told?.changes).toEqual({
    isRequired: { before: false, after: true },
    revision: { before: 1, after: 2 },
    queryCount: { before: 1, after: 2 },
    checkCount: { before: 1, after: 2 },
  })
  expect(told?.detail).toEqual({ queriesAdded: 1, queriesChanged: 1, isDescriptionChanged: true })
  expect(JSON.stringify(told)).not.toContain('night')

  const { number } = await createChangeRequest(owner, {
    title: 'Fewer owls',
    querySets: [{ querySetId: id, isRequired: false, queries: [other] }],
  })
  await updateChangeRequest(owner, { number, title: 'Fewer questions', description: 'Of owls.' })
  expect(await latest('changeRequest.changed')).toMatchObject({
    changes: { title: { before: 'Fewer owls', after: 'Fewer questions' } },
    detail: { isDescriptionChanged: true },
  })
  await mergeChangeRequest(owner, { number, bypassReason: 'Urgent.' })
  expect(await latest('querySet.changed')).toMatchObject({
    changes: { isRequired: { before: true, after: false }, queryCount: { before: 2, after: 1 } },
    detail: { queriesRemoved: 1, changeRequest: `#${number}` },
  })
})

it('names the modules of a check that is discussed', async () => {
  const { number } = await createChangeRequest(owner, { title: 'Talk', policies: [policy(9)] })
  const place = { kind: 'check', querySetId, queryId: 'q', check: { kind: 'includes', module: 'herons' } }
  const { things } = await startThread(owner, { number, place, text: 'Why?' })
  expect(things).toEqual([named('querySet', querySetId, 'Birds'), named('module', 'herons', 'All about herons')])
  expect((await listThreads(owner, { number })).items[0]?.things).toEqual(things)
})

it('names modules of a release, members of a rule, who has left, and a set that is deleted', async () => {
  const { id } = await createRelease(owner, { name: 'Staging' })
  await setReleaseEntries(owner, { id, entries: [{ moduleId: 'herons', version: null }] })
  expect((await latest('release.changed'))?.things).toEqual([
    named('release', id, 'Staging'),
    named('module', 'herons', 'All about herons'),
  ])
  const member = await createTestUser(workspaceId, 'editor')
  const rule = { kind: 'tag', pattern: 'birds', memberIds: [member.userId], approvals: 1 }
  const { id: ruleId } = await createReviewRule(owner, rule)
  expect((await latest('reviewRule.created'))?.things).toEqual([
    named('reviewRule', ruleId, 'tag “birds”'),
    named('member', member.userId, member.actor.name),
  ])
  await removeMember(owner, { userId: member.userId })
  expect((await latest('member.removed'))?.targetName).toBe(member.actor.name)
  await deleteQuerySet(owner, { id: querySetId })
  expect((await latest('querySet.deleted'))?.things).toEqual([named('querySet', querySetId, 'Birds', true)])
})

it('names nothing of another workspace, and no conversation that is private', async () => {
  const other = await createTestWorkspace('named-other')
  await importModules(other.actor, { files: [{ path: 'owls.md', content: '# Owls\n\nOwls hunt.\n' }] })
  const data = { authorId: 'somebody', title: 'My illness' }
  await prisma.conversation.create({ data: { ...data, workspaceId, id: 'cnv_private' } })
  await prisma.conversation.create({ data: { ...data, workspaceId, id: 'cnv_shared', title: 'Birds', isShared: true } })
  const thingsOf = async (action: string, target: string) => {
    await prisma.$transaction((tx) => recordAudit(tx, owner, { action, target }))
    return (await latest(action))?.things
  }
  expect(await thingsOf('module.published', 'owls')).toEqual([named('module', 'owls', null, true)])
  expect(await thingsOf('conversation.unshared', 'cnv_private')).toEqual([
    named('conversation', 'cnv_private', null, true),
  ])
  expect(await thingsOf('conversation.shared', 'cnv_shared')).toEqual([named('conversation', 'cnv_shared', 'Birds')])
  const { userId } = await createTestUser(other.workspaceId, 'editor')
  expect(await thingsOf('owner.created', userId)).toEqual([named('member', userId, null, true)])
})
