import { z } from 'zod'
import { actorSchema } from '@/lib/schemas/actor'
import { LIMITS } from '@/lib/schemas/limits'
import { idText, nameText, nonBlankText } from '@/lib/schemas/texts/text'

const queryPatternSchema = z
  .object({
    id: z.string(),
    text: z.string().meta({ description: 'What the queries have in common, with {slots} where they differ.' }),
    timesAsked: z.int(),
    lastAskedAt: z.iso.datetime(),
    examples: z.array(z.string()),
  })
  .meta({ id: 'QueryPattern' })
export const queryPatternListSchema = z.object({ items: z.array(queryPatternSchema) })
export type QueryPatternListDto = z.infer<typeof queryPatternListSchema>

export const queryTemplateSchema = z
  .object({
    id: z.string(),
    title: z.string(),
    text: z.string().meta({ description: 'With {slots} to fill in.' }),
    isPinned: z.boolean(),
    isHidden: z.boolean(),
    patternId: z.string().nullable().meta({ description: 'The pattern of the log that it was made of.' }),
    timesAsked: z.int().meta({ description: 'Of its pattern; 0 without one.' }),
    editedBy: actorSchema.nullable(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: 'QueryTemplate' })
export type QueryTemplateDto = z.infer<typeof queryTemplateSchema>
export const queryTemplateListSchema = z.object({ items: z.array(queryTemplateSchema) })
export type QueryTemplateListDto = z.infer<typeof queryTemplateListSchema>

const title = nameText(LIMITS.titleLength)
const text = nonBlankText(LIMITS.templateLength)

export const createQueryTemplateSchema = z.strictObject({ title, text, isPinned: z.boolean().default(false) })
export const updateQueryTemplateSchema = z.strictObject({
  id: idText(),
  title: title.optional(),
  text: text.optional(),
  isPinned: z.boolean().optional(),
  isHidden: z.boolean().optional(),
})
export const queryTemplateRefSchema = z.strictObject({ id: idText() })
