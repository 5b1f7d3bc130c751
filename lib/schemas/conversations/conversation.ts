import { z } from 'zod'
import type { AnswerGap } from '@/lib/engine'
import type { TraceStep } from '@/lib/engine/vocabulary/trace'
import { type ComposedDto, composeOptionsShape } from '@/lib/schemas/contexts/compose'
import { messageImageSchema, newImagesSchema } from '@/lib/schemas/contexts/image'
import {
  hasUniqueIds,
  IMAGES_OF_USER,
  isWithinBody,
  saidMessageSchema,
  TOO_LONG,
} from '@/lib/schemas/contexts/said-turn'
import { sentContextSchema } from '@/lib/schemas/contexts/sent-context'
import { askedWithSchema, columnSchema } from '@/lib/schemas/contexts/side-by-side'
import { LIMITS } from '@/lib/schemas/limits'
import type { Learned } from '@/lib/schemas/profiles/profile'
import { idText, nameText, nonBlankText } from '@/lib/schemas/texts/text'
import { wholeNumber } from '@/lib/schemas/texts/whole-number'
import { type Source, sourcesSchema } from './source'
import { type ToolUse, toolUsesSchema } from './tool-use'

/** `interrupted`: it broke off by itself, what came is kept; `running`: it is being written. */
export const MESSAGE_STATUSES = ['complete', 'stopped', 'failed', 'interrupted', 'running'] as const

/** What a provider counted; null where it said nothing. */
export const messageUsageSchema = z
  .object({
    model: z.string(),
    inputTokens: z.int().nullable(),
    outputTokens: z.int().nullable(),
    cachedInputTokens: z.int().nullable(),
    finishReason: z.string().nullable(),
    durationMs: z.number(),
    predictedInputTokens: z.int().optional().meta({ description: 'Counted before it was sent, at the upper end.' }),
    costUsd: z.number().nullable().optional().meta({ description: 'Null where the model has no price.' }),
    isEstimated: z.boolean().optional().meta({ description: 'The cost is of tokens that were counted here.' }),
  })
  .meta({ id: 'MessageUsage' })
export type MessageUsage = z.infer<typeof messageUsageSchema>

const answerGapSchema = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('nothing_sent') }),
    z.object({ kind: z.literal('uncited'), items: z.int() }),
    z.object({ kind: z.literal('uncovered'), share: z.number(), limit: z.number() }),
    z.object({ kind: z.literal('unknowing'), words: z.string() }),
  ])
  .meta({
    id: 'AnswerGap',
    description: 'What speaks against an answer being complete.',
  }) satisfies z.ZodType<AnswerGap>

/** How an answer began before its whole context was there. */
export const firstAnswerSchema = z
  .object({
    outcome: z
      .enum([
        'superseded',
        'unfinished',
        'complete',
        'not_composed',
        'nothing_added',
        'stopped',
        'not_refined',
        'refined',
      ])
      .meta({
        description:
          'superseded: the whole context came before its first word, and was used; complete: it answered the question; refined: another answer, from the whole context, took its place. Otherwise it stands because it was not finished, the whole context could not be composed, that had nothing to add, the reader stopped, or the second answer failed.',
      }),
    waitedMs: z.number().meta({ description: 'How long composing had taken when it began.' }),
    compositionId: z.string().nullable().meta({ description: 'Null where it was imported.' }),
    content: z.string().nullable().meta({ description: 'Its words, where another answer took its place.' }),
    usage: messageUsageSchema.nullable(),
    gaps: z.array(answerGapSchema),
    added: z
      .array(z.object({ moduleId: z.string(), title: z.string() }))
      .meta({ description: 'What the whole context holds and the first one did not.' }),
  })
  .meta({ id: 'FirstAnswer' })
export type FirstAnswer = z.infer<typeof firstAnswerSchema>

export const conversationMessageSchema = z
  .object({
    id: z.string(),
    role: z.enum(['user', 'assistant']),
    content: z.string(),
    images: z.array(messageImageSchema).meta({ description: 'Sent with it; a question alone has some.' }),
    thinking: z.string().nullable().meta({
      description: 'What the model told that it thought; no model gets it again.',
    }),
    toolUses: toolUsesSchema.meta({ description: 'Tools that the model used or asked for; no model gets them again.' }),
    sources: sourcesSchema.meta({ description: 'Pages and documents that the model named; Loadout opens none.' }),
    status: z.enum(MESSAGE_STATUSES),
    error: z.string().nullable(),
    compositionId: z.string().nullable().meta({ description: 'The composition that an answer was given from.' }),
    usage: messageUsageSchema.nullable(),
    continuedAt: z
      .int()
      .nullable()
      .meta({ description: 'Characters that were there already when the model was asked to go on with them.' }),
    isPinned: z.boolean().meta({ description: 'Sent with every question as long as it fits.' }),
    reusedFromAt: z.iso
      .datetime()
      .nullable()
      .meta({ description: 'When the model gave this answer, where it was given again instead of asking anew.' }),
    firstAnswer: firstAnswerSchema
      .nullable()
      .meta({ description: 'Of an answer that began before its whole context was there.' }),
    column: z.int().nullable().meta({ description: 'Its place among answers that are given side by side, 1 and up.' }),
    askedWith: askedWithSchema.nullable().meta({ description: 'What was named for an answer in a column.' }),
    isChosen: z
      .boolean()
      .meta({ description: 'The conversation goes on with it, and not with the answers beside it.' }),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'ConversationMessage' })
export type ConversationMessageDto = z.infer<typeof conversationMessageSchema>

export const conversationSchema = z
  .object({
    id: z.string(),
    title: z.string(),
    isShared: z.boolean(),
    isTemporary: z.boolean().meta({ description: 'Nothing is learned from it, and it is deleted when it is left.' }),
    isOwn: z.boolean().meta({ description: 'Only the author may change, share or delete it.' }),
    profileId: z.string().nullable(),
    model: z.string().nullable().meta({ description: 'Was asked last in it, and is asked next where none is named.' }),
    tags: z.array(z.string()),
    isArchived: z.boolean().meta({ description: 'Out of the way; a new message brings it back.' }),
    isBranch: z.boolean().meta({ description: 'It goes on, another way, from a message of another conversation.' }),
    messageCount: z.int(),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: 'Conversation' })
export type ConversationDto = z.infer<typeof conversationSchema>

export const conversationDetailSchema = conversationSchema
  .extend({
    messages: z
      .array(
        conversationMessageSchema
          .extend({
            context: sentContextSchema
              .nullable()
              .meta({ description: 'What an answer was given from; null where that is not kept, or told to others.' }),
          })
          .meta({ id: 'ShownMessage' }),
      )
      .meta({ description: 'Oldest first.' }),
    earlier: z.int().meta({ description: 'Messages before the first of these.' }),
  })
  .meta({ id: 'ConversationDetail' })
export type ShownMessageDto = ConversationDetailDto['messages'][number]
export type ConversationDetailDto = z.infer<typeof conversationDetailSchema>

const listedConversationSchema = conversationSchema
  .extend({
    found: z
      .object({ messageId: z.string(), excerpt: z.string() })
      .nullable()
      .meta({ description: 'Of a search: the message that has most of the words, and what stands around the first.' }),
  })
  .meta({ id: 'ListedConversation' })
export type ListedConversationDto = z.infer<typeof listedConversationSchema>

export const conversationPageSchema = z.object({
  items: z.array(listedConversationSchema),
  total: z.int(),
  nextCursor: z.string().nullable(),
})
export type ConversationPage = z.infer<typeof conversationPageSchema>

export const listConversationsSchema = z.strictObject({
  limit: wholeNumber(1, 100).default(50),
  cursor: z.string().max(300).optional(),
  q: z.string().max(200).optional().meta({ description: 'Words, each of which the title, a tag or a message has.' }),
  tag: z.string().max(LIMITS.tagLength).optional(),
  archived: z.enum(['without', 'only', 'with']).default('without'),
})

export const listConversationTagsSchema = z.strictObject({})
export const conversationTagsSchema = z.object({
  items: z.array(z.object({ tag: z.string(), conversations: z.int() })).meta({ description: 'By name.' }),
})
export type ConversationTags = z.infer<typeof conversationTagsSchema>

export const getConversationSchema = z.strictObject({ id: idText() })
export const readConversationSchema = z.strictObject({
  id: idText(),
  limit: wholeNumber(1, LIMITS.latestMessages).optional().meta({
    description:
      'The latest messages, this many, and back to the question that the first of them answers. All without it.',
  }),
  before: idText().optional().meta({ description: 'Those before this message alone.' }),
  including: idText()
    .optional()
    .meta({ description: 'From this message on at the latest, where there is such a one.' }),
})
export const branchConversationSchema = z.strictObject({
  id: idText().meta({ description: 'Id of the conversation.' }),
  messageId: idText().meta({ description: 'The last message that the branch has too.' }),
})
const branchSchema = z
  .object({
    id: z.string(),
    title: z.string(),
    messageId: z.string().nullable().meta({ description: 'The last message that both have; null for none.' }),
  })
  .meta({ id: 'ConversationBranch' })
export const conversationBranchesSchema = z.object({
  origin: branchSchema
    .nullable()
    .meta({ description: 'The conversation that it branched from, where it can be read.' }),
  branches: z.array(branchSchema).meta({ description: 'Those that branched from it, oldest first.' }),
})
export type ConversationBranches = z.infer<typeof conversationBranchesSchema>
export const createConversationSchema = z.strictObject({
  title: nameText(LIMITS.titleLength).optional(),
  profileId: idText().optional(),
  isTemporary: z.boolean().optional(),
})
export const pinMessageSchema = z.strictObject({
  id: idText().meta({ description: 'Id of the conversation.' }),
  messageId: idText(),
  isPinned: z.boolean(),
})
export const deleteConversationSchema = z.strictObject({ id: idText() })
export const resumeAnswerSchema = z.strictObject({
  id: idText().meta({ description: 'Id of the conversation.' }),
  messageId: idText().optional().meta({ description: 'The answer, where several are being written.' }),
})
export const stopAnswerSchema = z.strictObject({
  id: idText().meta({ description: 'Id of the conversation.' }),
  messageId: idText().optional().meta({ description: 'The answer; left out: all that are being written.' }),
})
export const restoreConversationSchema = z.strictObject({ id: idText() })

export const updateConversationSchema = z
  .strictObject({
    id: idText(),
    title: nameText(LIMITS.titleLength).optional(),
    isShared: z.boolean().optional(),
    isArchived: z.boolean().optional(),
    tags: z
      .array(z.string().trim().min(1).max(LIMITS.tagLength))
      .max(LIMITS.conversationTags)
      .optional()
      .meta({ description: 'All of them; each counts once, however it is written.' }),
  })
  .meta({ description: 'Renames, tags, archives or brings back, shares or stops sharing.' })

export const appendMessageSchema = z
  .strictObject({
    id: idText().meta({ description: 'Id of the conversation.' }),
    role: z.enum(['user', 'assistant']),
    content: nonBlankText(LIMITS.messageLength),
    images: newImagesSchema.optional().meta({ description: 'Sent with it; a message of the user alone has some.' }),
  })
  .refine(({ role, images = [] }) => role === 'user' || images.length === 0, IMAGES_OF_USER)

export const appendMessagesSchema = z.strictObject({
  id: idText().meta({ description: 'Id of the conversation.' }),
  messages: z
    .array(saidMessageSchema)
    .min(1)
    .max(LIMITS.appendedMessages)
    .refine(hasUniqueIds, 'Two messages have the same id.')
    .refine(isWithinBody, TOO_LONG)
    .meta({ description: 'In the order in which they were said.' }),
})
export type AppendMessagesInput = z.output<typeof appendMessagesSchema>

export const appendedMessagesSchema = z
  .object({
    added: z.int(),
    existing: z.int().meta({ description: 'Were there already, the same.' }),
  })
  .meta({ id: 'AppendedMessages' })

/** The server is the source of truth for the history: a chat request carries what is new, and nothing else. */
export const chatSchema = z
  .strictObject({
    conversationId: idText().optional().meta({ description: 'Left out: a new conversation.' }),
    trigger: z.enum(['submit-message', 'regenerate-message', 'continue-message']).default('submit-message').meta({
      description:
        'regenerate-message replaces the last answer of the conversation, or with isBeside stands beside it; continue-message goes on with it where it was stopped or broke off, from the same context and by the same model. Neither takes a text.',
    }),
    text: nonBlankText(LIMITS.queryLength).optional(),
    images: newImagesSchema.optional().meta({
      description:
        'Sent with the text, to a model that takes images. Of a branch whose text takes the place of a question: left out, those of that question stay.',
    }),
    keptImages: z.array(idText()).max(LIMITS.messageImages).optional().meta({
      description:
        'Of a branch whose text takes the place of a question: those of its images that stay, in front of `images`. Left out: all where `images` is left out too, else none.',
    }),
    isBeside: z.boolean().default(false).meta({
      description:
        'Of regenerate-message: complete answers to the question stay, and this one stands beside them. The questions after it see the last one alone.',
    }),
    column: columnSchema.optional().meta({
      description: `Answers to one question side by side, ${LIMITS.columns} at most: a new question is asked in one column, and regenerate-message with other columns, each with a model, policy or release of its own, answers it there, while the others are being written too. In its column an answer takes the place of the one before; continue-message goes on with that of the column.`,
    }),
    questionId: idText().optional().meta({
      description:
        'Of regenerate-message: the question that is meant. Where another one was asked since, it is refused.',
    }),
    branchAt: idText().optional().meta({
      description:
        'A message of the conversation: the exchange goes into a new conversation, which has what was said before that message. A text then takes its place; regenerate-message answers the question before it again. The conversation itself stays as it is.',
    }),
    streamSteps: z.boolean().default(false).meta({
      description:
        'The stream begins before composing, with a data-step part for each step that has ended; what goes wrong while composing is then told in the stream instead of by the status.',
    }),
    isTemporary: z.boolean().optional().meta({
      description: 'Of a new conversation: nothing is learned from it, no list shows it, and nothing of it is kept.',
    }),
    ...composeOptionsShape,
  })
  .refine((chat) => (chat.trigger === 'submit-message' ? chat.text !== undefined : chat.text === undefined), {
    path: ['text'],
    error: 'submit-message needs a text, the others take none.',
  })
  .refine((chat) => chat.images === undefined || chat.text !== undefined, {
    path: ['images'],
    error: 'Images go with a text.',
  })
  .refine((chat) => chat.keptImages === undefined || (chat.text !== undefined && chat.branchAt !== undefined), {
    path: ['keptImages'],
    error: 'Images stay where a text takes the place of a question in a branch.',
  })
  .refine((chat) => chat.trigger === 'submit-message' || chat.conversationId !== undefined, {
    path: ['conversationId'],
    error: 'Only submit-message works without a conversation.',
  })
  .refine(
    ({ branchAt, conversationId, trigger }) =>
      branchAt === undefined || (conversationId !== undefined && trigger !== 'continue-message'),
    { path: ['branchAt'], error: 'A branch needs the conversation that it comes from, and something to answer.' },
  )

/** Metadata of a streamed assistant message. `id` of the UI message is the stored message's id. */
const chatMetadataSchema = z.object({
  compositionId: z.string().optional(),
  status: z.enum(MESSAGE_STATUSES).optional(),
  error: z.string().optional(),
  usage: messageUsageSchema.optional(),
  continuedAt: z.int().optional(),
  reusedFromAt: z.iso.datetime().optional(),
  isPinned: z.boolean().optional(),
  firstAnswer: firstAnswerSchema.optional(),
  column: z.int().optional(),
  askedWith: askedWithSchema.optional(),
  isChosen: z.boolean().optional(),
  context: sentContextSchema.optional(),
})
export type ChatMetadata = z.infer<typeof chatMetadataSchema>

/** First part of the stream: where the exchange was stored. */
const chatConversationPartSchema = z.object({
  conversationId: z.string(),
  title: z.string(),
  userMessageId: z.string(),
  isNew: z.boolean(),
})

/** Why more is looked for after an answer, and what was found for another one: nothing yet where `added` is missing. */
export type Refinement = Pick<FirstAnswer, 'gaps'> & Partial<Pick<FirstAnswer, 'added'>>

/**
 * Data parts of the stream by name: `data-conversation`, then `data-step` for each step where asked for, then
 * `data-composition`, all before the first word, and `data-waiting` where the model's provider lets wait. Where an answer
 * began before its whole context was there, steps go on among its words, and `data-refinement` and another
 * `data-composition` come before the words of the second answer.
 */
export type ChatDataParts = {
  conversation: z.infer<typeof chatConversationPartSchema>
  step: TraceStep
  composition: ComposedDto
  /** The call to the model was refused and is tried again in so many ms, 0 when it is. */
  waiting: { message: string; waitMs: number }
  /** What the question told about who asks. */
  learned: Learned
  refinement: Refinement
  /** A tool that the model uses or asks for; the same id again when more of it is known. */
  tool: ToolUse
  /** A page or document that the model names as a source. */
  source: Source
}
