import { z } from 'zod'
import { REASON_CODES } from '@/lib/engine/vocabulary/reasons'
import { idText } from '@/lib/schemas/texts/text'
import { filterCountSchema, layoutSchema, modelSpecSchema, queryAnalysisSchema, traceStepSchema } from './composition'

export const getPreparedSchema = z.strictObject({
  id: idText(),
  release: idText().optional().meta({
    description:
      'Id of another release: the question is asked of that, with what is in use now. When absent, all is as it was composed.',
  }),
})

/** The engine's PreparedContext; its parts that no other surface shows are left open. */
export const preparedContextSchema = z
  .object({
    request: z.looseObject({ id: z.string(), query: z.string(), model: modelSpecSchema, layout: layoutSchema }),
    analysis: queryAnalysisSchema,
    candidates: z.array(z.looseObject({ text: z.string(), tokens: z.int(), reason: z.enum(REASON_CODES) })),
    steps: z.array(traceStepSchema),
    filters: z.array(filterCountSchema),
    warnings: z.array(z.string()),
    terms: z.array(z.string()).optional(),
  })
  .meta({ id: 'PreparedContext', description: 'All that assembling the context needs, also with other sizes.' })
