import { z } from 'zod'
import { LIMITS } from '@/lib/schemas/limits'
import { idText, nonBlankText } from '@/lib/schemas/texts/text'

export const conversationSummarySchema = z
  .object({
    id: z.string(),
    level: z.union([z.literal(1), z.literal(2)]).meta({ description: '1: of an episode; 2: of six episodes.' }),
    fromMessageId: z
      .string()
      .nullable()
      .meta({ description: 'The first message that it tells of; null: the first of all.' }),
    throughMessageId: z.string().meta({ description: 'The last message that it tells of.' }),
    text: z.string(),
    tokens: z.int().meta({ description: 'Of the text, o200k_base.' }),
    sourceTokens: z
      .int()
      .nullable()
      .meta({ description: 'Of the messages that it tells of, o200k_base; null where nobody counted them.' }),
    writtenBy: z.enum(['messages', 'model', 'person']).meta({
      description: 'messages: sentences of the conversation; model: a chat model; person: whoever edited it.',
    }),
    model: z.string().nullable().meta({ description: 'The chat model that wrote it.' }),
  })
  .meta({ id: 'ConversationSummary', description: 'What stands in for messages that are not sent.' })
export type ConversationSummaryDto = z.infer<typeof conversationSummarySchema>

export const conversationSummariesSchema = z.object({
  items: z.array(conversationSummarySchema).meta({ description: 'The latest 200 in use, oldest first.' }),
})
export type ConversationSummariesDto = z.infer<typeof conversationSummariesSchema>

const summaryIdShape = {
  id: idText().meta({ description: 'Id of the conversation.' }),
  summaryId: idText(),
}

export const changeConversationSummarySchema = z.strictObject({
  ...summaryIdShape,
  text: nonBlankText(LIMITS.conversationSummaryLength),
})
export const remakeConversationSummarySchema = z.strictObject(summaryIdShape)
