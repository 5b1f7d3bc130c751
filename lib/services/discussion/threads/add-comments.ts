import type { Transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import { newId } from '@/lib/new-id'
import { personOf, toActor } from '@/lib/schemas/actor'
import type { NotificationKind } from '@/lib/schemas/changes/inbox'
import { LIMITS } from '@/lib/schemas/limits'
import { type Actor, whoOf } from '@/lib/services/actor'
import { recordEvent } from '@/lib/services/discussion/events/record-event'
import { notify } from '@/lib/services/inbox/notices/notify'
import { auditDiscussion, type Discussed } from './audit-discussion'
import { findMentions } from './find-mentions'
import { threadNotFound } from './find-threads'
import type { PreparedThread } from './prepare-threads'
import type { EditRef } from './read-side'

/** The thread of a change request or of a module, while nobody else adds to it. @throws AppError NOT_FOUND. */
export async function lockThread(tx: Transaction, workspaceId: string, id: string) {
  await tx.$queryRaw`SELECT 1 FROM "Thread" WHERE "workspaceId" = ${workspaceId} AND "id" = ${id} FOR NO KEY UPDATE`
  const thread = await tx.thread.findUnique({
    where: { workspaceId_id: { workspaceId, id } },
    select: { number: true, moduleId: true, policyId: true, resolvedAt: true },
  })
  if (!thread) throw threadNotFound(id)
  return { id, ...thread }
}

/** Who can be told of something: a member may read all of the workspace's modules and change requests. */
export async function mentionsIn(tx: Transaction, workspaceId: string, text: string) {
  if (!text.includes('@')) return { userIds: [], unheard: [] }
  const members = await tx.member.findMany({
    where: { organizationId: workspaceId },
    select: { userId: true, user: { select: { name: true, email: true } } },
  })
  return findMentions(
    text,
    members.map(({ userId, user }) => ({ userId, ...user })),
  )
}

type ToStart = {
  number: number | null
  thread: PreparedThread
  /** The author of the request learns of the review, and not of each of its comments. */
  isOfReview?: boolean
}

/** Starts a thread; its comment is told to who is mentioned, and to who wrote what it is about. */
export async function addThread(
  tx: Transaction,
  actor: Actor,
  { number, thread, isOfReview = false }: ToStart,
): Promise<string> {
  const { workspaceId } = actor
  const { moduleId, policyId, querySetId, anchor, place: stands, text } = thread
  await refuseMoreThreads(tx, workspaceId, { number, moduleId })
  const id = newId('thread')
  const place = anchor && {
    ...{ side: anchor.side, line: anchor.line, lineText: anchor.text },
    ...{ linesBefore: [...anchor.before], linesAfter: [...anchor.after] },
  }
  await tx.thread.create({
    data: {
      ...{ workspaceId, id, number, moduleId, policyId, querySetId },
      ...place,
      ...(stands ? { place: stands } : {}),
    },
    select: { id: true },
  })
  const kinds = new Map<string, NotificationKind>()
  const { authorId, writers } = await findWriters(tx, workspaceId, number, thread)
  for (const userId of writers) kinds.set(userId, 'comment')
  if (authorId !== null && !isOfReview) kinds.set(authorId, 'comment')
  if (authorId !== null && isOfReview) kinds.delete(authorId)
  await addComment(tx, actor, { thread: { id, number, moduleId }, text, kinds })
  return id
}

/** Adds to a thread; who takes part in it is told. */
export async function addReply(
  tx: Transaction,
  actor: Actor,
  { threadId, text, number }: { threadId: string; text: string; number?: number },
): Promise<void> {
  const { workspaceId } = actor
  const thread = await lockThread(tx, workspaceId, threadId)
  // a review answers in its own request
  if (number !== undefined && thread.number !== number) throw threadNotFound(threadId)
  const comments = await tx.comment.findMany({ where: { workspaceId, threadId }, select: { author: true } })
  const limit = LIMITS.threadComments
  if (comments.length >= limit) {
    const message = `A thread has at most ${limit} comments: start another one.`
    throw new AppError('LIMIT_EXCEEDED', message, { limit, actual: comments.length })
  }
  const kinds = new Map<string, NotificationKind>()
  // a key has no inbox
  for (const { author } of comments) kinds.set(toActor(author).id ?? '', 'reply')
  await addComment(tx, actor, { thread, text, kinds })
}

type ToAdd = {
  thread: Discussed
  text: string
  kinds: Map<string, NotificationKind>
}

async function addComment(tx: Transaction, actor: Actor, { thread, text, kinds }: ToAdd): Promise<void> {
  const { workspaceId } = actor
  const { id: threadId, number, moduleId } = thread
  const { userIds, unheard } = await mentionsIn(tx, workspaceId, text)
  const id = newId('comment')
  await tx.comment.create({
    data: { workspaceId, id, threadId, author: whoOf(actor), text, unheard },
    select: { id: true },
  })
  for (const userId of userIds) kinds.set(userId, 'mention')
  await notify(tx, actor, kinds, { number, moduleId, threadId, commentId: id })
  await auditDiscussion(tx, actor, thread, 'commented')
  if (number !== null) {
    const detail = { threadId, ...(moduleId === null ? {} : { moduleId }) }
    await recordEvent(tx, actor, { number, kind: 'commented', detail })
  }
}

/** Of a change request its author, and of an edit who wrote it last. */
async function findWriters(
  tx: Transaction,
  workspaceId: string,
  number: number | null,
  { moduleId, policyId, querySetId }: EditRef,
): Promise<{ authorId: string | null; writers: string[] }> {
  if (number === null) return { authorId: null, writers: [] }
  const request = await tx.changeRequest.findUnique({
    where: { workspaceId_number: { workspaceId, number } },
    select: {
      author: true,
      edits: { where: { moduleId: moduleId ?? '' }, select: { editedBy: true } },
      policies: { where: { policyId: policyId ?? '' }, select: { editedBy: true } },
      querySets: { where: { querySetId: querySetId ?? '' }, select: { editedBy: true } },
    },
  })
  const edits = request ? [...request.edits, ...request.policies, ...request.querySets] : []
  const writers = edits.flatMap(({ editedBy }) => personOf(editedBy) ?? [])
  return { authorId: request && personOf(request.author), writers }
}

async function refuseMoreThreads(
  tx: Transaction,
  workspaceId: string,
  { number, moduleId }: { number: number | null; moduleId: string | null },
): Promise<void> {
  const limit = LIMITS.threads
  const actual = await tx.thread.count({ where: { workspaceId, number, ...(number === null ? { moduleId } : {}) } })
  if (actual < limit) return
  const message = `A change request or module has at most ${limit} threads: answer in one that is there.`
  throw new AppError('LIMIT_EXCEEDED', message, { limit, actual })
}
