import { z } from 'zod'
import { LIMITS } from '@/lib/schemas/limits'
import { idText } from '@/lib/schemas/texts/text'
import { wholeNumber } from '@/lib/schemas/texts/whole-number'
import { jobSchema } from '@/lib/schemas/workspaces/job'
import { moduleIdSchema } from './module'

export const summarizeVersionSchema = z.strictObject({
  id: moduleIdSchema,
  version: wholeNumber(1, LIMITS.integer).optional().meta({ description: 'Default: the newest version.' }),
})

export const summarizedSchema = z.strictObject({ id: z.string(), version: z.int(), summaries: z.int().min(0) })

export const chooseSummaryModelSchema = z.strictObject({
  model: idText().nullable().meta({ description: 'A chat model, or null for the texts’ own sentences.' }),
  conversations: z
    .boolean()
    .default(false)
    .meta({ description: 'The model summarizes conversations too: what was said in them is sent to its provider.' }),
})
export const summaryModelSchema = z
  .object({
    model: z.string().nullable(),
    conversations: z.boolean().meta({ description: 'Whether it summarizes conversations too.' }),
    modules: z.int().meta({ description: 'That the release holds.' }),
    summarized: z.int().meta({ description: 'Of them, those whose summaries are of what is chosen.' }),
    job: jobSchema.nullable().meta({ description: 'The latest one that makes summaries.' }),
  })
  .meta({ id: 'SummaryModel' })
export type SummaryModelDto = z.infer<typeof summaryModelSchema>
