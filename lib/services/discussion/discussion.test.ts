import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { LIMITS } from '@/lib/schemas/limits'
import { whoOf } from '@/lib/services/actor'
import { askForReview } from '@/lib/services/change-requests/ask-for-review'
import { createChangeRequest } from '@/lib/services/change-requests/create-change-request'
import { mergeChangeRequest } from '@/lib/services/change-requests/merge-change-request'
import { putChangeEdits } from '@/lib/services/change-requests/put-change-edits'
import { removeChangeEdit } from '@/lib/services/change-requests/remove-change-edit'
import { reviewChangeRequest } from '@/lib/services/change-requests/review-change-request'
import { updateChangeRequest } from '@/lib/services/change-requests/update-change-request'
import { listNotifications } from '@/lib/services/inbox/list-notifications'
import { markNotifications } from '@/lib/services/inbox/mark-notifications'
import { removeMember } from '@/lib/services/members/remove-member'
import { createModule } from '@/lib/services/modules/create-module'
import { deleteModule } from '@/lib/services/modules/delete-module'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'
import { createQuerySet } from '@/lib/services/query-sets/create-query-set'
import { createTestUser } from '@/lib/services/testing/create-test-user'
import { deleteComment } from './delete-comment'
import { editComment } from './edit-comment'
import { listChangeEvents } from './list-change-events'
import { listCommentHistory } from './list-comment-history'
import { listThreads } from './list-threads'
import { reactToComment } from './react-to-comment'
import { replyToThread } from './reply-to-thread'
import { resolveThread } from './resolve-thread'
import { startThread } from './start-thread'

type TestUser = Awaited<ReturnType<typeof createTestUser>>
let workspaceId: string
let owner: TestUser
let author: TestUser
let reviewer: TestUser
let viewer: TestUser
let number: number

const source = (text: string) => `# Herons\n\n${text}\n\nThey stand still.\n`
const put = (text: string) =>
  putChangeEdits(author.actor, { number, edits: [{ moduleId: 'herons', source: source(text) }] })
const inbox = async ({ actor }: TestUser, filter = 'all') => (await listNotifications(actor, { filter })).items
const kindsOf = async (user: TestUser) => (await inbox(user)).map(({ kind }) => kind)
const threads = async () => (await listThreads(owner.actor, { number })).items
const onLine = (text: string, line = 3) => ({
  ...{ number, moduleId: 'herons', text: 'Really?' },
  anchor: { side: 'new', line, text },
})

beforeAll(async () => {
  workspaceId = (await createTestWorkspace('discussion')).workspaceId
  await prisma.$transaction((tx) => createDefaultPolicy(tx, workspaceId))
  owner = await createTestUser(workspaceId, 'owner')
  author = await createTestUser(workspaceId, 'editor')
  reviewer = await createTestUser(workspaceId, 'reviewer')
  viewer = await createTestUser(workspaceId, 'viewer')
  await createModule(owner.actor, { id: 'herons', source: source('Herons eat fish.') })
})

beforeEach(async () => {
  await prisma.notification.deleteMany({ where: { workspaceId } })
  const edits = [{ moduleId: 'herons', source: source('Herons eat frogs.') }]
  number = (await createChangeRequest(author.actor, { title: 'Frogs', edits })).number
})

describe('a thread', () => {
  it('stands on a line, follows it, and says when its text is gone', async () => {
    const { id, anchor } = await startThread(reviewer.actor, onLine('Herons eat frogs.'))
    expect(anchor).toMatchObject({ side: 'new', line: 3, currentLine: 3, before: ['# Herons', ''] })
    await put('New.\n\nHerons eat frogs.')
    expect((await threads())[0]).toMatchObject({ id, anchor: { line: 3, currentLine: 5 } })
    await put('Herons eat toads.')
    expect((await threads())[0]?.anchor).toMatchObject({ text: 'Herons eat frogs.', currentLine: null })
  })

  it('stands on a line of the text that the edit began with', async () => {
    const old = { ...onLine('Herons eat fish.'), anchor: { side: 'old', line: 3, text: 'Herons eat fish.' } }
    const { anchor } = await startThread(reviewer.actor, old)
    // production's text has its front matter above
    expect(anchor).toMatchObject({ side: 'old', line: 7, currentLine: 7, text: 'Herons eat fish.' })
    await expect(startThread(reviewer.actor, { ...old, ...onLine('Herons eat fish.') })).rejects.toThrow(/reload/)
  })

  it('refuses a line that is not there as it was read, finds one that moved, and is refused alone', async () => {
    await put('Above.\n\nHerons eat frogs.')
    expect((await startThread(reviewer.actor, onLine('Herons eat frogs.'))).anchor).toMatchObject({ line: 5 })
    await expect(startThread(reviewer.actor, onLine('Herons eat newts.'))).rejects.toMatchObject({ code: 'CONFLICT' })
    const { moduleId: _, ...unnamed } = onLine('Herons eat frogs.')
    await expect(startThread(reviewer.actor, unnamed)).rejects.toMatchObject({ code: 'VALIDATION' })
  })

  it('stands on a part of a context before or after the change, and on a check', async () => {
    const check = { kind: 'includes', module: 'herons' }
    const query = { id: 'q', text: 'What do herons eat?', checks: [check] }
    const { id: querySetId } = await createQuerySet(owner.actor, { name: 'Food', queries: [query] })
    const start = (place: object) =>
      startThread(reviewer.actor, { number, text: 'Hm.', place: { querySetId, queryId: 'q', ...place } })
    const context = { kind: 'context', side: 'new', text: 'Herons eat frogs.', moduleId: 'herons' }
    const { id, place, anchor } = await start(context)
    expect({ place, anchor }).toEqual({
      place: { ...context, querySetId, queryId: 'q', question: query.text },
      anchor: null,
    })
    expect((await start({ ...context, side: 'old', text: 'Herons  eat fish.' })).place).toMatchObject({ side: 'old' })
    const gone = { code: 'CONFLICT', message: expect.stringMatching(/no longer in this context/) }
    await expect(start({ ...context, side: 'old' })).rejects.toMatchObject(gone)
    expect((await start({ kind: 'check', check })).place).toMatchObject({ kind: 'check', question: query.text })
    await expect(start({ kind: 'check', check: { kind: 'answered' } })).rejects.toMatchObject({ code: 'CONFLICT' })
    await expect(start({ ...context, queryId: 'nowhere' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    const both = { number, moduleId: 'herons', text: 'Hm.', place: { querySetId, queryId: 'q', ...context } }
    await expect(startThread(reviewer.actor, both)).rejects.toMatchObject({ code: 'VALIDATION' })
    // what they stood on is shown after the text is gone, and after the request has ended
    await put('Herons eat toads.')
    expect((await threads()).find((each) => each.id === id)?.place).toMatchObject({ text: 'Herons eat frogs.' })
    await updateChangeRequest(author.actor, { number, status: 'closed' })
    await expect(start(context)).rejects.toMatchObject({ code: 'CONFLICT' })
    expect(await threads()).toHaveLength(3)
  })

  it('is answered, resolved and opened again, and its participants are told', async () => {
    const { id: threadId } = await startThread(reviewer.actor, { number, text: 'Why frogs?' })
    expect(await kindsOf(author)).toEqual(['comment'])
    await replyToThread(author.actor, { threadId, text: 'Why not?' })
    expect(await kindsOf(reviewer)).toEqual(['reply'])
    expect(await resolveThread(author.actor, { threadId })).toMatchObject({ resolvedBy: { name: author.actor.name } })
    expect((await resolveThread(reviewer.actor, { threadId, isResolved: false })).resolvedAt).toBeNull()
    const { items } = await listChangeEvents(viewer.actor, { number })
    expect(items.map(({ kind }) => kind)).toEqual([
      ...['created', 'edited'],
      ...['commented', 'commented', 'resolved', 'reopened'],
    ])
  })

  it('keeps what a comment said before, for whoever reads', async () => {
    const { id: threadId, comments } = await startThread(reviewer.actor, { number, text: 'First.' })
    const ref = { threadId, commentId: comments[0]!.id }
    await expect(editComment(owner.actor, { ...ref, text: 'x' })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    const edited = await editComment(reviewer.actor, { ...ref, text: 'Second.' })
    expect(edited.comments[0]).toMatchObject({ text: 'Second.', editedAt: expect.any(String) })
    const { items } = await listCommentHistory(viewer.actor, ref)
    expect(items.map(({ text, revision }) => [revision, text])).toEqual([
      [2, 'Second.'],
      [1, 'First.'],
    ])
  })

  it('has reactions, each member’s once, which go with the comment', async () => {
    const { id: threadId, comments } = await startThread(reviewer.actor, { number, text: 'First.' })
    const ref = { threadId, commentId: comments[0]!.id }
    await replyToThread(author.actor, { threadId, text: 'Second.' })
    await prisma.notification.deleteMany({ where: { workspaceId } })
    await reactToComment(author.actor, { ...ref, kind: 'thanks' })
    await reactToComment(owner.actor, { ...ref, kind: 'agree' })
    await Promise.all([1, 2].map(() => reactToComment(author.actor, { ...ref, kind: 'agree' })))
    const by = ({ actor: { userId, name } }: TestUser) => ({ userId, name })
    expect((await threads())[0]?.comments[0]?.reactions).toEqual([
      { kind: 'agree', by: [by(owner), by(author)] },
      { kind: 'thanks', by: [by(author)] },
    ])
    expect(await kindsOf(reviewer)).toEqual([])
    const taken = await reactToComment(author.actor, { ...ref, kind: 'thanks', isGiven: false })
    expect(taken.comments[0]?.reactions.map(({ kind }) => kind)).toEqual(['agree'])
    await expect(reactToComment(viewer.actor, { ...ref, kind: 'agree' })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(reactToComment(author.actor, { ...ref, kind: 'tada' })).rejects.toMatchObject({ code: 'VALIDATION' })
    await deleteComment(reviewer.actor, ref)
    expect((await threads())[0]?.comments[0]).toMatchObject({ text: '', reactions: [] })
    await expect(reactToComment(author.actor, { ...ref, kind: 'agree' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  it('shows who deleted a comment where others follow, and goes with its last one', async () => {
    const { id: threadId, comments } = await startThread(reviewer.actor, { number, text: 'First.' })
    const answered = await replyToThread(author.actor, { threadId, text: 'Second.' })
    const first = { threadId, commentId: comments[0]!.id }
    await expect(deleteComment(author.actor, first)).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await editComment(reviewer.actor, { ...first, text: 'Secret.' })
    await deleteComment(reviewer.actor, first)
    const [thread] = await threads()
    expect(thread?.comments[0]).toMatchObject({ text: '', deletedBy: { name: reviewer.actor.name } })
    await expect(listCommentHistory(owner.actor, first)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect(await prisma.commentRevision.count({ where: { workspaceId, commentId: first.commentId } })).toBe(0)
    await deleteComment(owner.actor, { threadId, commentId: answered.comments[1]!.id })
    expect(await threads()).toEqual([])
  })

  it('on a module is outside any request, and goes with the module', async () => {
    const { id: moduleId } = await createModule(owner.actor, { source: '# Newts\n\nNewts swim.\n' })
    await startThread(reviewer.actor, { moduleId, text: 'Do they?' })
    const { items } = await listThreads(viewer.actor, { moduleId })
    expect(items).toMatchObject([{ number: null, anchor: null, comments: [{ text: 'Do they?' }] }])
    expect(await threads()).toEqual([])
    await deleteModule(owner.actor, { id: moduleId })
    expect(await prisma.thread.count({ where: { workspaceId, moduleId } })).toBe(0)
  })

  it('refuses a viewer, and a comment of a megabyte with a sentence', async () => {
    await expect(startThread(viewer.actor, { number, text: 'x' })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    const text = 'x'.repeat(1024 * 1024)
    await expect(startThread(reviewer.actor, { number, text })).rejects.toMatchObject({
      code: 'VALIDATION',
      message: 'text: must have at most 20,000 characters',
    })
    await expect(startThread(reviewer.actor, { number, text: ' \n' })).rejects.toThrow('A comment cannot be empty.')
  })

  it('pages, and shows every thread once', async () => {
    for (const text of ['a', 'b', 'c']) await startThread(reviewer.actor, { number, text })
    const page = await listThreads(owner.actor, { number, limit: 2 })
    const rest = await listThreads(owner.actor, { number, limit: 2, cursor: page.nextCursor })
    const texts = [...page.items, ...rest.items].map(({ comments }) => comments[0]?.text)
    expect([texts, rest.nextCursor]).toEqual([['a', 'b', 'c'], null])
  })
})

describe('a mention', () => {
  it('tells members by name or e-mail, and says who was not told', async () => {
    const outsider = await createTestUser((await createTestWorkspace('elsewhere')).workspaceId, 'owner')
    const text = `@${viewer.email} and @${owner.actor.name}, see @${outsider.email}`
    const { comments, id: threadId } = await startThread(reviewer.actor, { number, text })
    expect(comments[0]?.unheard).toEqual([`@${outsider.email}`])
    expect([await kindsOf(viewer), await kindsOf(owner)]).toEqual([['mention'], ['mention']])
    expect(await inbox(outsider)).toEqual([])
    expect((await inbox(viewer))[0]).toMatchObject({ number, threadId, title: 'Frogs', isRead: false })
  })

  it('added by an edit tells the added ones alone', async () => {
    const { id: threadId, comments } = await startThread(reviewer.actor, { number, text: `@${viewer.email}` })
    const text = `@${viewer.email} and @${owner.email}`
    await editComment(reviewer.actor, { threadId, commentId: comments[0]!.id, text })
    expect([await kindsOf(viewer), await kindsOf(owner)]).toEqual([['mention'], ['mention']])
  })
})

describe('a review', () => {
  it('sends its comments once with its verdict', async () => {
    const { id: threadId } = await startThread(author.actor, { number, text: 'Look here.' })
    await reviewChangeRequest(reviewer.actor, {
      ...{ number, verdict: 'changes', comment: 'Nearly.' },
      threads: [{ moduleId: 'herons', anchor: onLine('Herons eat frogs.').anchor, text: 'Toads?' }],
      replies: [{ threadId, text: 'Seen.' }],
    })
    const texts = (await threads()).map(({ comments }) => comments.map(({ text }) => text))
    expect(texts).toEqual([['Look here.', 'Seen.'], ['Toads?']])
    const { items } = await listChangeEvents(owner.actor, { number })
    const reviewed = items.find(({ kind }) => kind === 'reviewed')
    expect(reviewed?.detail).toEqual({ verdict: 'changes', comment: 'Nearly.' })
    const audited = await prisma.auditEvent.findFirst({ where: { workspaceId, action: 'changeRequest.reviewed' } })
    expect(audited?.detail).toEqual({ verdict: 'changes' })
    // of the review at once, and of the answer in a thread of theirs
    expect(await kindsOf(author)).toEqual(['reply', 'verdict'])
  })

  it('with a line that is gone sends nothing at all', async () => {
    const lost = { moduleId: 'herons', anchor: onLine('Herons eat newts.').anchor, text: 'Gone.' }
    const review = { number, verdict: 'approved', threads: [{ text: 'Fine.' }, lost] }
    await expect(reviewChangeRequest(reviewer.actor, review)).rejects.toMatchObject({ code: 'CONFLICT' })
    expect(await threads()).toEqual([])
    expect(await prisma.changeReview.count({ where: { workspaceId, number } })).toBe(0)
  })

  it('that only comments is open to the author, and needs a comment', async () => {
    const comment = { number, verdict: 'comment', threads: [{ text: 'About this…' }] }
    expect((await reviewChangeRequest(author.actor, comment)).reviews).toEqual([])
    const empty = { number, verdict: 'comment' }
    await expect(reviewChangeRequest(reviewer.actor, empty)).rejects.toThrow('Write a comment first.')
  })

  it('does not answer in a thread of another request', async () => {
    const { id: threadId } = await startThread(author.actor, { moduleId: 'herons', text: 'Elsewhere.' })
    const review = { number, verdict: 'comment', replies: [{ threadId, text: 'x' }] }
    await expect(reviewChangeRequest(reviewer.actor, review)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  it('is asked of members who may give it, or of nobody', async () => {
    await askForReview(author.actor, { number, userIds: [reviewer.userId, owner.userId] })
    expect((await inbox(reviewer, 'review')).map(({ kind }) => kind)).toEqual(['asked'])
    const { items } = await listChangeEvents(owner.actor, { number })
    expect(items.at(-1)).toMatchObject({ kind: 'asked', detail: { reviewers: ['Test reviewer', 'Test owner'] } })
    const refused = async (userId: string) => {
      const asked = askForReview(owner.actor, { number, userIds: [reviewer.userId, userId] })
      await expect(asked).rejects.toMatchObject({ code: 'VALIDATION' })
    }
    for (const { userId } of [viewer, author]) await refused(userId)
    await refused('nobody')
    expect(await inbox(reviewer, 'review')).toHaveLength(1)
  })

  it('is told of edits after it, once until they are seen', async () => {
    await reviewChangeRequest(reviewer.actor, { number, verdict: 'approved' })
    await put('Herons eat toads.')
    await put('Herons eat newts.')
    expect(await kindsOf(reviewer)).toEqual(['edited'])
    expect(await inbox(reviewer, 'review')).toHaveLength(1)
    await markNotifications(reviewer.actor, { number })
    await put('Herons eat eels.')
    expect(await kindsOf(reviewer)).toEqual(['edited', 'edited'])
    await updateChangeRequest(owner.actor, { number, status: 'closed' })
    expect(await inbox(reviewer, 'review')).toEqual([])
  })
})

describe('the inbox', () => {
  it('has the end of one’s requests, filters, and is marked as read', async () => {
    await putChangeEdits(author.actor, { number, edits: [{ moduleId: 'egrets', source: source('Egrets eat fish.') }] })
    await removeChangeEdit(author.actor, { number, moduleId: 'herons' })
    await mergeChangeRequest(owner.actor, { number })
    const other = await createChangeRequest(author.actor, { title: 'Other' })
    await updateChangeRequest(owner.actor, { number: other.number, status: 'closed' })
    await startThread(owner.actor, { moduleId: 'herons', text: `@${author.email}` })
    expect(await kindsOf(author)).toEqual(['mention', 'closed', 'merged'])
    expect((await inbox(author, 'mine')).map(({ kind }) => kind)).toEqual(['closed', 'merged'])
    expect((await inbox(author, 'mentions')).map(({ title }) => title)).toEqual(['Herons'])
    const [first] = await inbox(author)
    expect(await markNotifications(author.actor, { ids: [first!.id] })).toEqual({ unread: 2 })
    expect(await inbox(author, 'unread')).toHaveLength(2)
    expect(await markNotifications(author.actor, { ids: [first!.id], isRead: false })).toEqual({ unread: 3 })
    expect(await markNotifications(author.actor, { number })).toEqual({ unread: 2 })
    expect(await markNotifications(author.actor, { isAll: true })).toEqual({ unread: 0 })
    await expect(markNotifications(author.actor, {})).rejects.toMatchObject({ code: 'VALIDATION' })
  })

  it('quotes how a comment begins, as it reads now, and nothing of one that is deleted', async () => {
    const text = `@${author.email} ${'ä'.repeat(LIMITS.inboxQuoteLength)}`
    const { id: threadId, comments } = await startThread(owner.actor, { number, text })
    expect((await inbox(author))[0]?.said).toBe(`${text.slice(0, LIMITS.inboxQuoteLength)}…`)
    const ref = { threadId, commentId: comments[0]!.id }
    await editComment(owner.actor, { ...ref, text: 'Never mind.' })
    expect((await inbox(author))[0]?.said).toBe('Never mind.')
    await replyToThread(reviewer.actor, { threadId, text: 'Why not?' })
    await deleteComment(owner.actor, ref)
    expect((await inbox(owner))[0]).toMatchObject({ kind: 'reply', said: 'Why not?' })
    expect((await inbox(author)).find(({ actor }) => actor.name === 'Test owner')?.said).toBeNull()
  })

  it('is nobody else’s', async () => {
    await startThread(owner.actor, { number, text: `@${viewer.email}` })
    const ids = (await inbox(viewer)).map(({ id }) => id)
    await markNotifications(owner.actor, { ids })
    expect((await listNotifications(viewer.actor, {})).unread).toBe(1)
    const key = { kind: 'apiKey' as const, workspaceId, keyId: 'k', name: 'k', scopes: ['read'] as const }
    await expect(listNotifications(key, {})).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })

  it('of a removed member is gone, and gets nothing more', async () => {
    const gone = await createTestUser(workspaceId, 'reviewer')
    const { id: threadId } = await startThread(gone.actor, { number, text: 'I leave.' })
    await replyToThread(author.actor, { threadId, text: 'Stay!' })
    expect(await kindsOf(gone)).toEqual(['reply'])
    await removeMember(owner.actor, { userId: gone.userId })
    await replyToThread(author.actor, { threadId, text: `@${gone.email}` })
    expect(await prisma.notification.count({ where: { workspaceId, userId: gone.userId } })).toBe(0)
    expect((await threads())[0]?.comments.at(-1)?.unheard).toEqual([`@${gone.email}`])
    await expect(listNotifications(gone.actor, {})).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })

  it('keeps the newest', async () => {
    const notes = Array.from({ length: LIMITS.notifications }, (_, i) => ({
      ...{ workspaceId, id: `note_0${String(i).padStart(4, '0')}`, userId: viewer.userId },
      ...{ kind: 'mention', actor: whoOf(author.actor) },
    }))
    await prisma.notification.createMany({ data: notes })
    await startThread(owner.actor, { number, text: `@${viewer.email}` })
    const where = { workspaceId, userId: viewer.userId }
    expect(await prisma.notification.count({ where })).toBe(LIMITS.notifications)
    expect(await prisma.notification.count({ where: { ...where, id: notes[0]!.id } })).toBe(0)
  })
})
