import { z } from 'zod'
import { SECTION_NAMES } from '@/lib/engine/vocabulary/types'
import { LIMITS } from '@/lib/schemas/limits'
import { idText } from '@/lib/schemas/texts/text'

export const getConversationBudgetSchema = z.strictObject({
  id: idText().meta({ description: 'Of the conversation.' }),
})

export const conversationBudgetSchema = z
  .object({
    turns: z
      .array(
        z.object({
          compositionId: z.string(),
          createdAt: z.iso.datetime(),
          query: z.string(),
          model: z.string(),
          contextWindow: z.int(),
          reservedForResponse: z.int(),
          inputTokens: z.int(),
          tokens: z.record(z.enum(SECTION_NAMES), z.int()).meta({ description: 'That were sent, by section.' }),
          isPrefixKept: z
            .boolean()
            .nullable()
            .meta({ description: 'Whether it begins as the context before did; null for the first.' }),
        }),
      )
      .meta({ description: `Each context, the latest ${LIMITS.budgetTurns}, oldest first.` }),
    isAll: z.boolean().meta({ description: 'Whether the conversation has no earlier ones.' }),
  })
  .meta({ id: 'ConversationBudget', description: 'What the contexts of a conversation were made of, turn by turn.' })
export type ConversationBudgetDto = z.infer<typeof conversationBudgetSchema>
