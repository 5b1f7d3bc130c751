import { z } from 'zod'
import { LIMITS } from '@/lib/schemas/limits'
import { givenMoment } from '@/lib/schemas/texts/moment'
import { idText, nonBlankText } from '@/lib/schemas/texts/text'
import { newImagesSchema } from './image'

/** What a message that has images must be. */
export const IMAGES_OF_USER = { path: ['images'], error: 'Images go with a message of the user.' }

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

/** The same, with what was sent along. */
export const saidMessageSchema = z
  .strictObject({
    ...saidTurnSchema.shape,
    images: newImagesSchema.optional().meta({ description: 'Sent with it; a message of the user alone has some.' }),
  })
  .refine(({ role, images = [] }) => role === 'user' || images.length === 0, IMAGES_OF_USER)
  .meta({ id: 'SaidMessage' })

/** As much as the body of a request without images can carry. */
export const isWithinBody = (messages: { content: string }[]): boolean =>
  messages.reduce((sum, { content }) => sum + content.length, 0) <= LIMITS.saidTextLength
export const TOO_LONG = `All messages together may have ${LIMITS.saidTextLength.toLocaleString('en')} characters.`

export function hasUniqueIds(turns: { id?: string | undefined }[]): boolean {
  const ids = turns.flatMap(({ id }) => id ?? [])
  return new Set(ids).size === ids.length
}
