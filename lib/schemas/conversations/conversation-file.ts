import { z } from 'zod'
import { STATEMENT_KINDS } from '@/lib/engine/vocabulary/types'
import { newImagesSchema } from '@/lib/schemas/contexts/image'
import { askedWithSchema, columnSchema } from '@/lib/schemas/contexts/side-by-side'
import { LIMITS } from '@/lib/schemas/limits'
import { givenMoment } from '@/lib/schemas/texts/moment'
import { idText, nonBlankText } from '@/lib/schemas/texts/text'
import { firstAnswerSchema, messageUsageSchema } from './conversation'
import { sourcesSchema } from './source'
import { toolUsesSchema } from './tool-use'

export const CONVERSATION_FORMAT = 'loadout-conversations'
/** Where a file of conversations can come from. */
const CONVERSATION_SOURCES = ['loadout', 'chatgpt', 'claude'] as const
export type ConversationSource = (typeof CONVERSATION_SOURCES)[number]

const savedMessageSchema = z.object({
  id: idText(),
  role: z.enum(['user', 'assistant']),
  speaker: z.string().max(LIMITS.nameLength).optional(),
  content: z.string().max(LIMITS.messageLength),
  /** Whole, in base64. */
  images: newImagesSchema.optional(),
  /** What the model told that it thought. */
  thinking: z
    .string()
    .max(2 * LIMITS.messageLength)
    .optional(),
  /** Tools that the model used or asked for. */
  toolUses: toolUsesSchema.optional(),
  /** Pages and documents that the model named as its sources. */
  sources: sourcesSchema.optional(),
  at: givenMoment(),
  /** Left out where it is complete. */
  status: z.enum(['stopped', 'failed', 'interrupted']).optional(),
  error: z.string().max(LIMITS.messageLength).optional(),
  usage: messageUsageSchema.optional(),
  continuedAt: z.int().min(0).max(LIMITS.integer).optional(),
  reusedFromAt: givenMoment().optional(),
  isPinned: z.boolean().optional(),
  /** Of an answer that was given side by side with others. */
  column: columnSchema.optional(),
  askedWith: askedWithSchema.optional(),
  isChosen: z.boolean().optional(),
  firstAnswer: firstAnswerSchema.omit({ compositionId: true }).optional(),
})
export type SavedMessage = z.infer<typeof savedMessageSchema>

/** What a person made of something that a message states. */
const savedFactSchema = z.object({
  messageId: idText(),
  kind: z.enum(STATEMENT_KINDS),
  quote: z.string().min(1).max(LIMITS.messageLength),
  /** Left out where it is the quote. */
  text: nonBlankText(LIMITS.statedFactLength).optional(),
  isPinned: z.boolean().optional(),
  isDropped: z.boolean().optional(),
})
export type SavedFact = z.infer<typeof savedFactSchema>

/** A summary that is in use. */
const savedSummarySchema = z.object({
  level: z.union([z.literal(1), z.literal(2)]),
  fromMessageId: idText().nullable(),
  throughMessageId: idText(),
  text: nonBlankText(LIMITS.messageLength),
  sourceTokens: z.int().min(0).max(LIMITS.integer).optional(),
  /** The model whose words it has. */
  writtenBy: z.string().max(200).optional(),
  /** A person wrote it. */
  isEdited: z.boolean().optional(),
})
export type SavedSummary = z.infer<typeof savedSummarySchema>

/** A conversation as it is exported, and read from what others export. Fields that are not known are passed over. */
export const savedConversationSchema = z.object({
  id: idText(),
  title: z.string().max(LIMITS.titleLength),
  createdAt: givenMoment(),
  updatedAt: givenMoment(),
  tags: z.array(z.string().min(1).max(LIMITS.tagLength)).max(LIMITS.conversationTags).optional(),
  isArchived: z.boolean().optional(),
  /** The conversation that it goes on from another way, and the last message that both have. */
  branchedFrom: z.object({ id: idText(), messageId: idText().nullable() }).optional(),
  messages: z.array(savedMessageSchema).max(LIMITS.importedMessages),
  facts: z.array(savedFactSchema).max(LIMITS.importedMessages).optional(),
  summaries: z.array(savedSummarySchema).max(LIMITS.importedMessages).optional(),
})
export type SavedConversation = z.infer<typeof savedConversationSchema>

export const exportConversationsSchema = z.strictObject({
  ids: z.array(idText()).min(1).max(LIMITS.exportedConversations),
  format: z.enum(['json', 'markdown']).default('json'),
})
export type ConversationFileFormat = z.output<typeof exportConversationsSchema>['format']
export const exportedConversationsSchema = z.object({ fileName: z.string(), mediaType: z.string(), text: z.string() })

export const importConversationsSchema = z.strictObject({
  content: z.string().min(1).meta({
    description: 'The text of a file: what Loadout exported, or the conversations.json of a ChatGPT or Claude export.',
  }),
  isPlan: z.boolean().default(false).meta({ description: 'Tells what would become of each, and changes nothing.' }),
  ids: z
    .array(idText())
    .max(LIMITS.importedConversations)
    .optional()
    .meta({ description: 'Only these conversations of the file; all of them where it is left out.' }),
})

/** `longer`: what is here is the beginning of it; `refused`: the problem says why. */
const IMPORT_OUTCOMES = ['new', 'longer', 'same', 'refused'] as const
export const importedConversationsSchema = z
  .object({
    source: z.enum(CONVERSATION_SOURCES),
    isPlan: z.boolean(),
    items: z.array(
      z.object({
        sourceId: z.string().meta({ description: 'Its id in the file.' }),
        conversationId: z.string().nullable().meta({ description: 'Its id here.' }),
        title: z.string(),
        messages: z.int().meta({ description: 'That are added.' }),
        at: z.iso.datetime().nullable(),
        outcome: z.enum(IMPORT_OUTCOMES),
        notes: z.array(z.string()).meta({ description: 'What of it is left out, or could not be read.' }),
        problem: z.string().optional(),
      }),
    ),
  })
  .meta({ id: 'ImportedConversations' })
export type ImportedConversations = z.infer<typeof importedConversationsSchema>
export type ImportedConversation = ImportedConversations['items'][number]
