import { z } from 'zod'
import { LIMITS } from '@/lib/schemas/limits'
import { wholeNumber } from '@/lib/schemas/texts/whole-number'

const days = wholeNumber(1, LIMITS.usageDays).default(30).meta({ description: 'UTC days up to today.' })

export const insightRangeSchema = z.strictObject({ days })

const moduleReturnSchema = z
  .object({
    moduleId: z.string(),
    name: z.string(),
    sentIn: z.int().meta({ description: 'Contexts that it was sent in.' }),
    tokens: z.int().meta({ description: 'That were sent of it.' }),
    answers: z.int().meta({ description: 'Answers that were given with it under a label, of all time.' }),
    cited: z.int().meta({ description: 'Of these, answers that cite it.' }),
    checks: z.int().meta({ description: 'Checks of query sets that want it sent.' }),
    carries: z.int().nullable().meta({
      description:
        'Checks that break without it, by the latest ablation of each query set; null where none has been made.',
    }),
    better: z.int().nullable().meta({ description: 'Labelled queries that its presence makes worse, by the same.' }),
  })
  .meta({ id: 'ModuleReturn' })
export type ModuleReturnDto = z.infer<typeof moduleReturnSchema>

export const tokenReturnSchema = z
  .object({
    from: z.iso.date(),
    contexts: z.int().meta({ description: 'That were looked at: the latest ones.' }),
    isAll: z.boolean().meta({ description: 'Whether there were no more in these days.' }),
    inputTokens: z.int().meta({ description: 'Of these contexts.' }),
    modules: z.array(moduleReturnSchema).meta({ description: 'Those of production, the most tokens first.' }),
  })
  .meta({ id: 'TokenReturn', description: 'What the tokens that are spent on each module bring.' })
export type TokenReturnDto = z.infer<typeof tokenReturnSchema>

export const exportedTableSchema = z.object({ fileName: z.string(), text: z.string() })
