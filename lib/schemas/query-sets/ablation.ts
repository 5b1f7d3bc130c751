import { z } from 'zod'
import { actorSchema } from '@/lib/schemas/actor'
import { comparedSideText } from '@/lib/schemas/contexts/compared-side'
import { releaseField } from '@/lib/schemas/releases/release'
import { idText } from '@/lib/schemas/texts/text'
import { checkOutcomeSchema } from './check'
import { RUN_STATUSES } from './check-run'

export const startAblationSchema = z.strictObject({
  id: idText().meta({ description: 'Id of the query set.' }),
  release: releaseField,
})
export const ablationRefSchema = z.strictObject({ id: idText() })

export const ablationSummarySchema = z
  .object({
    id: z.string(),
    querySetId: z.string(),
    releaseId: z.string(),
    setRevision: z.int(),
    revision: z.int().meta({ description: 'The release’s revision that all of it was composed at.' }),
    status: z.enum(RUN_STATUSES),
    error: z.string().nullable(),
    done: z.int().meta({ description: 'Contexts that are composed, of `total`: first each query as it is.' }),
    total: z.int(),
    startedBy: actorSchema,
    startedAt: z.iso.datetime(),
    finishedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'AblationSummary' })
export type AblationSummaryDto = z.infer<typeof ablationSummarySchema>
export const ablationListSchema = z.object({ items: z.array(ablationSummarySchema) })

const withAndWithout = z.object({ a: z.number(), b: z.number() })

const ablatedContextSchema = z
  .object({
    queryId: z.string(),
    query: z.string(),
    inputTokens: z
      .object({ a: z.int().nullable(), b: z.int().nullable() })
      .meta({ description: 'With and without the module; null where it cannot be composed.' }),
    broken: z.array(checkOutcomeSchema).meta({ description: 'Checks that fail without the module, and hold with it.' }),
    mended: z.array(checkOutcomeSchema).meta({ description: 'Checks that hold without the module, and fail with it.' }),
    labels: z
      .object({ recall: withAndWithout, sent: withAndWithout })
      .nullable()
      .meta({ description: 'Recall at 10 and share of the labels that are sent; null without labels.' }),
    error: z.string().nullable().meta({ description: 'Why it cannot be composed without the module.' }),
    a: comparedSideText,
    b: comparedSideText,
  })
  .meta({ id: 'AblatedContext', description: 'A context that is another without a module.' })
export type AblatedContextDto = z.infer<typeof ablatedContextSchema>

const ablatedModuleSchema = z
  .object({
    moduleId: z.string(),
    name: z.string(),
    met: z.int().meta({ description: 'Contexts whose search met it; no other can change without it.' }),
    sentIn: z.int().meta({ description: 'Contexts that it is sent in.' }),
    tokens: z.int().meta({ description: 'That are sent of it, in all contexts.' }),
    isDone: z.boolean().meta({ description: 'Whether every context that met it was composed without it.' }),
    freed: z.int().meta({ description: 'Tokens that all contexts together have less without it.' }),
    broken: z.int().meta({ description: 'Checks that break without it.' }),
    mended: z.int().meta({ description: 'Checks that hold only without it.' }),
    recall: withAndWithout
      .nullable()
      .meta({ description: 'Mean recall at 10 of the labelled queries, with and without; null without labels.' }),
    better: z.int().meta({
      description:
        'Labelled queries that find or send more of what they should without it: its presence makes them worse.',
    }),
    contexts: z.array(ablatedContextSchema).meta({ description: 'Those that change, broken checks first.' }),
  })
  .meta({ id: 'AblatedModule', description: 'What a query set is like without one module.' })
export type AblatedModuleDto = z.infer<typeof ablatedModuleSchema>

export const ablationSchema = ablationSummarySchema
  .extend({
    contexts: z.int().meta({ description: 'Queries that were composed as they are.' }),
    inputTokens: z.int().meta({ description: 'Of all of them.' }),
    modules: z.array(ablatedModuleSchema).meta({ description: 'The most tokens sent first.' }),
    notTried: z
      .int()
      .meta({ description: 'Modules that were met and not left out: those after the limit, which send the least.' }),
  })
  .meta({ id: 'Ablation', description: 'A query set composed without one module at a time.' })
export type AblationDto = z.infer<typeof ablationSchema>
