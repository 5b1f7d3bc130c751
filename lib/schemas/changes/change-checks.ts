import { z } from 'zod'
import { CHECK_STATUSES } from '@/lib/engine/vocabulary/checks'
import { checkOutcomeSchema } from '@/lib/schemas/query-sets/check'
import { runSummarySchema } from '@/lib/schemas/query-sets/check-run'
import { SET_EDIT_KINDS } from './change-query-set'

const failingCheckSchema = z
  .object({
    queryId: z.string(),
    query: z.string(),
    check: z.int().meta({ description: 'Its place among the checks of the query, from 0.' }),
    outcome: checkOutcomeSchema,
    inProduction: z
      .enum(CHECK_STATUSES)
      .nullable()
      .meta({ description: 'What the same check says of production; null where it was not run as it is now.' }),
  })
  .meta({ id: 'FailingCheck' })
export type FailingCheckDto = z.infer<typeof failingCheckSchema>

const changeCheckSetSchema = z
  .object({
    querySetId: z.string(),
    name: z.string(),
    isRequired: z.boolean(),
    edit: z.enum(SET_EDIT_KINDS).nullable().meta({
      description:
        'What the change does to the set: one that it changes or creates is run as the change wants it, one that it deletes as it is until then. Null: nothing.',
    }),
    queries: z.int(),
    run: runSummarySchema.nullable().meta({ description: 'The latest with the change; null when there is none.' }),
    isCurrent: z
      .boolean()
      .meta({ description: 'Whether neither the set, nor the change, nor production moved on since.' }),
    production: runSummarySchema
      .nullable()
      .meta({ description: 'The latest with production as it is now; null when there is none.' }),
    failing: z.array(failingCheckSchema).meta({ description: 'What fails with the change: the newly broken first.' }),
    notComposed: z.array(z.object({ queryId: z.string(), query: z.string(), error: z.string() })),
  })
  .meta({ id: 'ChangeCheckSet' })
export type ChangeCheckSetDto = z.infer<typeof changeCheckSetSchema>

export const changeChecksSchema = z
  .object({
    items: z.array(changeCheckSetSchema).meta({ description: 'The required ones first, then by name.' }),
    moduleNames: z.record(z.string(), z.string()).meta({
      description:
        'What the modules of the checks that were run are called with the change, by id; those that it takes out, as before.',
    }),
  })
  .meta({ id: 'ChangeChecks', description: 'What the query sets say of a change request.' })
export type ChangeChecksDto = z.infer<typeof changeChecksSchema>
