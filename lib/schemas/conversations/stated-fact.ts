import { z } from 'zod'
import { STATEMENT_KINDS } from '@/lib/engine'
import { LIMITS } from '@/lib/schemas/limits'
import { idText, nonBlankText } from '@/lib/schemas/texts/text'

export const statedFactSchema = z
  .object({
    id: z.string(),
    messageId: z.string().meta({ description: 'The message that it rests on.' }),
    kind: z.enum(STATEMENT_KINDS),
    quote: z.string().meta({ description: 'The sentence of the message.' }),
    text: z.string().meta({ description: 'What is sent: the quote, or what somebody corrected it to.' }),
    isPinned: z.boolean().meta({ description: 'Sent with every question, also where its message is.' }),
    isDropped: z.boolean().meta({ description: 'Never sent.' }),
  })
  .meta({ id: 'StatedFact', description: 'Something that a message states and that holds for the conversation.' })
export type StatedFactDto = z.infer<typeof statedFactSchema>

export const statedFactsSchema = z.object({
  items: z.array(statedFactSchema).meta({ description: 'In the order in which it was said.' }),
})
export type StatedFactsDto = z.infer<typeof statedFactsSchema>

export const changeStatedFactSchema = z.strictObject({
  id: idText().meta({ description: 'Id of the conversation.' }),
  factId: idText(),
  text: nonBlankText(LIMITS.statedFactLength).optional(),
  isPinned: z.boolean().optional(),
  isDropped: z.boolean().optional(),
})
