import { z } from 'zod'
import { LIMITS } from './limits'
import { givenMoment } from './moment'
import { idText, nonBlankText } from './text'

/** A message of a conversation that was held elsewhere. */
export const saidTurnSchema = z
  .strictObject({
    id: idText().optional().meta({ description: 'Its id where it was said; one is made where it is missing.' }),
    role: z.enum(['user', 'assistant']),
    speaker: z
      .string()
      .trim()
      .min(1)
      .max(LIMITS.nameLength)
      .optional()
      .meta({ description: 'Who said it, by name: a question that names somebody looks at what that one said.' }),
    at: givenMoment().optional().meta({ description: 'When it was said.' }),
    content: nonBlankText(LIMITS.messageLength),
  })
  .meta({ id: 'SaidTurn' })
export type SaidTurn = z.output<typeof saidTurnSchema>

export function hasUniqueIds(turns: { id?: string | undefined }[]): boolean {
  const ids = turns.flatMap(({ id }) => id ?? [])
  return new Set(ids).size === ids.length
}
