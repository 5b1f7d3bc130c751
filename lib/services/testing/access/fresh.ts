import { databasePool, prisma } from '@/lib/db/client'
import { JOB_QUEUE, JOB_SCHEMA, openJobQueue } from '@/lib/db/job-queue'
import { FIRST_EMBEDDING_INDEX } from '@/lib/db/start/first-embedding-index'
import { newId } from '@/lib/new-id'
import { DOT } from '@/lib/schemas/contexts/images.fixture'
import type { Lockfile } from '@/lib/schemas/releases/lockfile'
import type { Actor } from '@/lib/services/actor'
import { createChangeRequest } from '@/lib/services/change-requests/create-change-request'
import { mergeChangeRequest } from '@/lib/services/change-requests/merge-change-request'
import { reviewChangeRequest } from '@/lib/services/change-requests/review-change-request'
import { appendMessage } from '@/lib/services/conversations/append-message'
import { appendMessages } from '@/lib/services/conversations/append-messages'
import { changeConversationSummary } from '@/lib/services/conversations/change-conversation-summary'
import { createConversation } from '@/lib/services/conversations/create-conversation'
import { checkImages } from '@/lib/services/conversations/images/check-images'
import { storeImages } from '@/lib/services/conversations/images/stored-images'
import { listConversationSummaries } from '@/lib/services/conversations/list-conversation-summaries'
import { listStatedFacts } from '@/lib/services/conversations/list-stated-facts'
import { startThread } from '@/lib/services/discussion/start-thread'
import { importModules } from '@/lib/services/imports/import-modules'
import { exportLockfile } from '@/lib/services/lockfiles/export-lockfile'
import { createModule } from '@/lib/services/modules/create-module'
import { saveDraft } from '@/lib/services/modules/save-draft'
import { createPolicy } from '@/lib/services/policies/create-policy'
import { addFact } from '@/lib/services/profiles/add-fact'
import { createQuerySet } from '@/lib/services/query-sets/create-query-set'
import { createQueryTemplate } from '@/lib/services/query-templates/create-query-template'
import { deleteQueryTemplate } from '@/lib/services/query-templates/delete-query-template'
import { createRelease } from '@/lib/services/releases/create-release'
import { createReviewRule } from '@/lib/services/review/create-review-rule'
import { createTestUser } from '@/lib/services/testing/create-test-user'
import { readRevision } from '@/lib/services/workspaces/state/read-revision'
import { MARKED, MARKER, moduleSource, type World } from './world'

export const ofModule = (world: World) => ({ id: world.moduleId })
export const ofConversation = (world: World) => ({ id: world.conversationId })
export const ofComposition = (world: World) => ({ id: world.compositionId })
export const freshText = () => newId('text').replace('_', ' ')

export async function freshImport({ owner }: World): Promise<{ id: string }> {
  const files = [{ path: `${newId('file')}.md`, content: moduleSource('Imported') }]
  const { importId = '' } = await importModules(owner, { files })
  return { id: importId }
}

export async function freshModule({ owner }: World): Promise<{ id: string }> {
  const { id } = await createModule(owner, { source: moduleSource(freshText()) })
  return { id }
}

export async function freshDraft(world: World): Promise<{ id: string }> {
  const { id } = await freshModule(world)
  await saveDraft(world.owner, { id, source: moduleSource(freshText()), revision: 0 })
  return { id }
}

export async function freshMember({ workspaceId }: World): Promise<{ userId: string }> {
  return { userId: (await createTestUser(workspaceId, 'editor')).userId }
}

export async function freshMessage(world: World): Promise<{ id: string; messageId: string }> {
  const { id } = await freshConversation(world)
  const message = await appendMessage(world.owner, { id, role: 'user', content: 'From here on.' })
  return { id, messageId: message.id }
}

export async function freshImage(world: World): Promise<{ id: string; imageId: string }> {
  const { id, messageId } = await freshMessage(world)
  const { workspaceId } = world.owner
  const images = await checkImages([{ data: DOT, name: 'A dot' }])
  await prisma.$transaction((tx) => storeImages(tx, { workspaceId, conversationId: id }, [{ messageId, images }]))
  return { id, imageId: images[0]!.id }
}

export async function freshSaid(world: World): Promise<{ id: string; messageId: string }> {
  const { id } = await freshMessage(world)
  const message = await appendMessage(world.owner, { id, role: 'assistant', content: 'So be it.' })
  return { id, messageId: message.id }
}

export async function freshStatedFact(world: World): Promise<{ id: string; factId: string; text: string }> {
  const { id } = await freshConversation(world)
  await appendMessage(world.owner, { id, role: 'user', content: 'It must be red.' })
  const { items } = await listStatedFacts(world.owner, { id })
  return { id, factId: items[0]!.id, text: 'It must be blue.' }
}

/** A conversation with a summary, of what was said on a day that is over. */
export async function freshSummary(world: World): Promise<{ id: string; summaryId: string }> {
  const { id } = await freshConversation(world)
  const filler = 'So it goes on and on, as it has done with these things. '.repeat(12)
  const messages = [1, 2].flatMap((day) => {
    const at = new Date(Date.UTC(2026, 0, day)).toISOString()
    return [
      { role: 'user', at, content: `We decided on plan ${day}.` },
      { role: 'assistant', at, content: `${filler}Noted.` },
    ]
  })
  await appendMessages(world.owner, { id, messages })
  const { items } = await listConversationSummaries(world.owner, { id })
  return { id, summaryId: items[0]!.id }
}

/** One that a person wrote, so that making it anew changes it. */
export async function freshEditedSummary(world: World): Promise<{ id: string; summaryId: string }> {
  const { id, summaryId } = await freshSummary(world)
  const edited = await changeConversationSummary(world.owner, { id, summaryId, text: 'Told by hand.' })
  return { id, summaryId: edited.id }
}

export async function freshConversation({ owner }: World): Promise<{ id: string }> {
  return { id: (await createConversation(owner, {})).id }
}

export async function freshRelease({ owner, moduleId }: World): Promise<{ id: string }> {
  return createRelease(owner, { name: `${MARKER} ${newId('rel')}`, entries: [{ moduleId, version: null }] })
}

export async function freshLockfile({ owner }: World): Promise<Lockfile> {
  return exportLockfile(owner, { id: 'production' })
}

/** As another server writes it. */
export async function freshAnswer(world: World): Promise<{ id: string }> {
  const { id } = await freshConversation(world)
  const { workspaceId } = world
  const answer = { workspaceId, conversationId: id, messageId: newId('message'), aliveAt: new Date() }
  await prisma.runningAnswer.create({ data: answer })
  return { id }
}

export async function freshFailedIndex({ workspaceId }: World): Promise<Record<string, never>> {
  const live = { workspaceId, status: { in: ['building', 'failed'] } }
  await prisma.embeddingIndex.updateMany({ where: live, data: { status: 'retired' } })
  const failed = { ...FIRST_EMBEDDING_INDEX, id: newId('index'), status: 'failed', error: 'It did not answer.' }
  await prisma.embeddingIndex.create({ data: { workspaceId, ...failed } })
  return {}
}

export async function freshTemplate({ owner }: World): Promise<{ id: string }> {
  return { id: (await createQueryTemplate(owner, { title: MARKER, text: `${MARKER} {topic}` })).id }
}

export async function freshDeletedTemplate(world: World): Promise<{ id: string }> {
  const template = await freshTemplate(world)
  await deleteQueryTemplate(world.owner, template)
  return template
}

export const checkedQuery = (world: World) => ({
  id: 'q1',
  text: `Does the ${MARKER} fly?`,
  checks: [{ kind: 'includes', module: world.moduleId }],
})

export async function freshQuerySet(world: World): Promise<{ id: string }> {
  const name = `${MARKER} ${newId('qs')}`
  return { id: (await createQuerySet(world.owner, { name, queries: [checkedQuery(world)] })).id }
}

/** That nobody has gone on with. */
export async function freshRun(world: World): Promise<{ id: string }> {
  const { workspaceId } = world
  const { id: querySetId } = await freshQuerySet(world)
  const query = { ...checkedQuery(world), labels: [] }
  const revision = await readRevision(workspaceId, 'production')
  const run = { querySetId, releaseId: 'production', setRevision: 1, revision, total: 1, startedBy: MARKED }
  return prisma.checkRun.create({
    data: { workspaceId, id: newId('run'), ...run, queries: [query] },
    select: { id: true },
  })
}

export async function freshFact({ owner, profileId: id }: World): Promise<{ id: string; factId: string }> {
  return { id, factId: (await addFact(owner, { id, key: 'note', value: freshText() })).id }
}

export async function freshCandidate(world: World): Promise<{ id: string; factId: string }> {
  const fact = await freshFact(world)
  await prisma.profileFact.updateMany({
    where: { workspaceId: world.workspaceId, id: fact.factId },
    data: { status: 'candidate' },
  })
  return fact
}

/** Of a kind that no worker of this version knows. */
export async function freshFailedJob({ workspaceId }: World): Promise<{ id: string }> {
  const boss = await openJobQueue()
  const id = await boss.send(JOB_QUEUE, { name: MARKER, payload: { workspaceId } }, { singletonKey: newId('job') })
  await databasePool().query(`UPDATE ${JOB_SCHEMA}.job SET state = 'failed', started_on = now() WHERE id = $1`, [id])
  return { id: id ?? '' }
}

/** Of one module, which it makes anew. */
export async function freshChange({ owner }: { owner: Actor }): Promise<{ number: number; moduleId: string }> {
  const moduleId = newId('proposed')
  const edits = [{ moduleId, source: moduleSource(freshText()) }]
  const { number } = await createChangeRequest(owner, { title: MARKER, edits })
  return { number, moduleId }
}

/** Somebody else than the owner. */
export const writerOf = ({ workspaceId }: World): Actor => ({ kind: 'system', workspaceId, name: 'writer' })

export const ofFreshChange = async (world: { owner: Actor }) => ({ number: (await freshChange(world)).number })

/** Somebody wants it changed. */
export async function freshObjection(world: World) {
  const change = await ofFreshChange({ ...world, owner: writerOf(world) })
  await reviewChangeRequest(world.owner, { ...change, verdict: 'changes' })
  return { ...change, reviewerId: world.owner.userId, reason: MARKER }
}

/** Of owners and admins, for a tag that nothing else has. */
export async function freshRule({ owner }: World): Promise<{ id: string }> {
  const { id } = await createReviewRule(owner, { kind: 'tag', pattern: newId('tag'), role: 'admin', approvals: 1 })
  return { id }
}

export async function freshMerged(world: World): Promise<{ number: number }> {
  const change = await ofFreshChange(world)
  await mergeChangeRequest(world.owner, change)
  return change
}

export async function freshComment({ owner, moduleId }: World): Promise<{ threadId: string; commentId: string }> {
  const { id, comments } = await startThread(owner, { moduleId, text: MARKER })
  return { threadId: id, commentId: comments[0]!.id }
}

export async function ofModuleThreads(world: World): Promise<{ moduleId: string }> {
  await freshComment(world)
  return { moduleId: world.moduleId }
}

export async function freshNotification({ workspaceId, owner: { userId } }: World): Promise<string> {
  const note = { kind: 'mention', moduleId: MARKER, actor: MARKED }
  const { id } = await prisma.notification.create({ data: { workspaceId, id: newId('note'), userId, ...note } })
  return id
}

/** Of one query set, which it makes. */
export async function freshChangedSet(world: World): Promise<{ number: number; querySetId: string }> {
  const { id: querySetId } = await freshQuerySet(world)
  const queries = [{ ...checkedQuery(world), text: freshText() }]
  const { number } = await createChangeRequest(world.owner, { title: MARKER, querySets: [{ querySetId, queries }] })
  return { number, querySetId }
}

/** Of one policy, which it makes. */
export async function freshChangedPolicy({ owner }: World): Promise<{ number: number; policyId: string }> {
  const { id: policyId, settings } = await createPolicy(owner, { name: MARKER, from: 'default' })
  const format = {
    ...settings.format,
    placement: settings.format.placement === 'ends' ? ('rank' as const) : ('ends' as const),
  }
  const policies = [{ policyId, settings: { ...settings, format } }]
  return { number: (await createChangeRequest(owner, { title: MARKER, policies })).number, policyId }
}
