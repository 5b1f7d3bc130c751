import { z } from 'zod'
import { moduleIdSchema } from './module'
import { idText } from './text'

export const summarizeVersionSchema = z.strictObject({
  id: moduleIdSchema,
  version: z.coerce.number().int().min(1).optional().meta({ description: 'Default: the newest version.' }),
})

export const summarizedSchema = z.strictObject({ id: z.string(), version: z.int(), summaries: z.int().min(0) })
export type SummarizedDto = z.infer<typeof summarizedSchema>

export const chooseSummaryModelSchema = z.strictObject({
  model: idText().nullable().meta({ description: 'A chat model, or null for the modules’ own sentences.' }),
})
export const summaryModelSchema = z.strictObject({ model: z.string().nullable() })
export type SummaryModelDto = z.infer<typeof summaryModelSchema>
