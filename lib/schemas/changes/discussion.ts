import { z } from 'zod'
import { actorSchema } from '@/lib/schemas/actor'
import { LIMITS } from '@/lib/schemas/limits'
import { checkSchema } from '@/lib/schemas/query-sets/check'
import { idText, nonBlankText } from '@/lib/schemas/texts/text'
import { wholeNumber } from '@/lib/schemas/texts/whole-number'
import { thingSchema } from '@/lib/schemas/thing'

const THREAD_SIDES = ['old', 'new'] as const
export type ThreadSide = (typeof THREAD_SIDES)[number]

const isoTime = z.iso.datetime()
export const changeNumber = wholeNumber(1, LIMITS.integer).meta({ description: 'Number of the change request.' })
const moduleId = idText().meta({ description: 'Id of the module.' })
const policyId = idText().meta({ description: 'Id of the policy that the change request edits.' })
const querySetId = idText().meta({ description: 'Id of the query set that the change request edits.' })
const commentText = nonBlankText(LIMITS.commentLength, 'A comment cannot be empty.').meta({
  description: 'Markdown. `@` and a member’s name or e-mail tells them of it.',
})

export const REACTION_KINDS = ['agree', 'disagree', 'thanks', 'looking'] as const
export type ReactionKind = (typeof REACTION_KINDS)[number]

const reactionSchema = z
  .object({
    kind: z.enum(REACTION_KINDS),
    by: z
      .array(z.object({ userId: z.string(), name: z.string() }))
      .meta({ description: 'Who reacted so, the first one first.' }),
  })
  .meta({ id: 'Reaction' })
export type ReactionDto = z.infer<typeof reactionSchema>

const commentSchema = z
  .object({
    id: z.string(),
    author: actorSchema,
    text: z.string().meta({ description: 'Markdown; empty when it was deleted.' }),
    unheard: z.array(z.string()).meta({ description: 'Mentions that no member answers to: nobody was told.' }),
    reactions: z.array(reactionSchema).meta({ description: 'Those that somebody has given.' }),
    createdAt: isoTime,
    editedAt: isoTime.nullable(),
    deletedAt: isoTime.nullable(),
    deletedBy: actorSchema.nullable(),
  })
  .meta({ id: 'Comment' })
export type CommentDto = z.infer<typeof commentSchema>

const anchorSchema = z
  .object({
    side: z.enum(THREAD_SIDES).meta({
      description:
        'Of the edit’s two texts: what it began with, or what it proposes. A query set’s text is its file; a policy’s has each setting on a line.',
    }),
    line: z.int().meta({ description: 'Where the line stood when the thread began, from 1.' }),
    text: z.string().meta({ description: 'The line.' }),
    before: z.array(z.string()).meta({ description: 'The lines before it.' }),
    after: z.array(z.string()).meta({ description: 'The lines after it.' }),
    currentLine: z.int().nullable().meta({ description: 'Where it stands now; null when the text is gone: outdated.' }),
  })
  .meta({ id: 'ThreadAnchor' })
export type ThreadAnchorDto = z.infer<typeof anchorSchema>

const ofQuery = {
  querySetId: idText().meta({ description: 'Id of the query set.' }),
  queryId: idText(),
}
const contextShape = {
  kind: z.literal('context'),
  ...ofQuery,
  side: z.enum(THREAD_SIDES).meta({ description: 'The context in production, or the one with the change.' }),
  moduleId: moduleId.optional().meta({ description: 'Whose text it is.' }),
  text: nonBlankText(LIMITS.threadQuoteLength).meta({
    description: 'The part of the context as it was read: one that is no longer there is a conflict.',
  }),
}
const checkShape = { kind: z.literal('check'), ...ofQuery, check: checkSchema }
const newPlaceSchema = z
  .discriminatedUnion('kind', [z.strictObject(contextShape), z.strictObject(checkShape)])
  .meta({ id: 'NewThreadPlace', description: 'A part of a composed context, or what a check comes to.' })
export type NewPlace = z.output<typeof newPlaceSchema>
const question = z.string().meta({ description: 'The query, as it was when the thread began.' })
export const placeSchema = z
  .discriminatedUnion('kind', [z.object({ ...contextShape, question }), z.object({ ...checkShape, question })])
  .meta({ id: 'ThreadPlace' })
export type ThreadPlace = z.output<typeof placeSchema>

export const threadSchema = z
  .object({
    id: z.string(),
    number: z.int().nullable().meta({ description: 'The change request; null for a thread outside any.' }),
    moduleId: z.string().nullable(),
    policyId: z.string().nullable().meta({ description: 'Of the line, where it is of an edit of a policy.' }),
    querySetId: z.string().nullable().meta({ description: 'Of the line, where it is of an edit of a query set.' }),
    anchor: anchorSchema.nullable().meta({ description: 'The line that it is about; null for none.' }),
    place: placeSchema.nullable().meta({ description: 'The part of a context, or the check, that it is about.' }),
    things: z.array(thingSchema).meta({ description: 'What it stands on, and what a check of it names.' }),
    createdAt: isoTime,
    resolvedAt: isoTime.nullable(),
    resolvedBy: actorSchema.nullable(),
    comments: z.array(commentSchema).meta({ description: 'The oldest first.' }),
  })
  .meta({ id: 'Thread' })
export type ThreadDto = z.infer<typeof threadSchema>

export const threadListSchema = z.object({ items: z.array(threadSchema), nextCursor: z.string().nullable() })
export type ThreadListDto = z.infer<typeof threadListSchema>

const anchorInput = z.strictObject({
  side: z.enum(THREAD_SIDES),
  line: z.int().min(1).max(LIMITS.integer),
  text: z
    .string()
    .max(LIMITS.moduleBytes)
    .meta({ description: 'The line as it was read: a text that changed meanwhile is a conflict.' }),
})

/** What a thread in a change request begins with. */
const newThread = {
  moduleId: moduleId.optional(),
  policyId: policyId.optional(),
  querySetId: querySetId.optional(),
  anchor: anchorInput.optional(),
  place: newPlaceSchema.optional(),
  text: commentText,
}
type Subject = {
  moduleId?: string | undefined
  policyId?: string | undefined
  querySetId?: string | undefined
  place?: unknown
  anchor?: unknown
}
const isOneThing = ({ moduleId, policyId, querySetId, place }: Subject) =>
  [moduleId, policyId, querySetId, place].filter((each) => each !== undefined).length <= 1
const ONE_THING = {
  message: 'A thread is about one thing: a module, a policy, a query set, or a context or check.',
  path: ['place'],
}
/** A module may be discussed as a whole; of a policy or a query set, a line is. */
const hasEdit = ({ moduleId, policyId, querySetId, anchor }: Subject) =>
  anchor ? (moduleId ?? policyId ?? querySetId) !== undefined : (policyId ?? querySetId) === undefined
const HAS_EDIT = {
  message: 'A line is of an edit: name its module, policy or query set. Of a policy or query set, name the line, too.',
  path: ['anchor'],
}
export const newThreadSchema = z
  .strictObject(newThread)
  .refine(hasEdit, HAS_EDIT)
  .refine(isOneThing, ONE_THING)
  .meta({ id: 'NewThread' })
export type NewThread = z.output<typeof newThreadSchema>
export const replySchema = z.strictObject({ threadId: idText(), text: commentText }).meta({ id: 'ThreadReply' })

const page = {
  limit: wholeNumber(1, LIMITS.pageSize).default(LIMITS.pageSizeDefault),
  cursor: idText().optional(),
}
export const listThreadsSchema = z.strictObject({
  number: changeNumber.optional(),
  moduleId: moduleId.optional().meta({
    description: 'With a change request: only threads on its edit of this module. Alone: threads outside any request.',
  }),
  ...page,
})
export const startThreadSchema = z
  .strictObject({ number: changeNumber.optional(), ...newThread })
  .refine(({ number, moduleId }) => number !== undefined || moduleId !== undefined, {
    message: 'Name the change request or the module that it is about.',
    path: ['number'],
  })
  .refine(({ number, anchor, place }) => number !== undefined || !(anchor ?? place), {
    message: 'Lines, contexts and checks are discussed in a change request: name it.',
    path: ['number'],
  })
  .refine(hasEdit, HAS_EDIT)
  .refine(isOneThing, ONE_THING)
const threadId = idText().meta({ description: 'Id of the thread.' })
export const replyToThreadSchema = z.strictObject({ threadId, text: commentText })
export const resolveThreadSchema = z.strictObject({
  threadId,
  isResolved: z.boolean().default(true).meta({ description: 'False opens it again.' }),
})
export const commentRefSchema = z.strictObject({ threadId, commentId: idText() })
export const reactToCommentSchema = commentRefSchema.extend({
  kind: z.enum(REACTION_KINDS),
  isGiven: z.boolean().default(true).meta({ description: 'False takes it back.' }),
})
export const editCommentSchema = commentRefSchema.extend({ text: commentText })
export const commentHistorySchema = z.object({
  items: z.array(
    z
      .object({ revision: z.int(), text: z.string(), writtenAt: isoTime })
      .meta({ id: 'CommentRevision', description: 'What a comment said; the newest first, the present one too.' }),
  ),
})
export type CommentHistoryDto = z.infer<typeof commentHistorySchema>

export const EVENT_KINDS = [
  'created',
  'edited',
  'changed',
  'asked',
  'reviewed',
  'dismissed',
  'merged',
  'bypassed',
  'reverted',
  'commented',
  'resolved',
  'reopened',
] as const
export type EventKind = (typeof EVENT_KINDS)[number]

const changeEventSchema = z
  .object({
    id: z.string(),
    kind: z.enum(EVENT_KINDS),
    actor: actorSchema,
    at: isoTime,
    detail: z.record(z.string(), z.unknown()).meta({ description: 'What this kind of event knows more of.' }),
    things: z.array(thingSchema).meta({ description: 'What the detail names by ids; of long lists the first.' }),
  })
  .meta({ id: 'ChangeEvent' })
export type ChangeEventDto = z.infer<typeof changeEventSchema>

export const changeEventListSchema = z.object({
  items: z.array(changeEventSchema).meta({ description: 'In the order in which they happened.' }),
  nextCursor: z.string().nullable(),
})
export type ChangeEventListDto = z.infer<typeof changeEventListSchema>
export const listChangeEventsSchema = z.strictObject({ number: changeNumber, ...page })
