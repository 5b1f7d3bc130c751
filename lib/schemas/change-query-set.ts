import { z } from 'zod'
import { replacedRevision } from './edit-revision'
import { LIMITS } from './limits'
import { createQuerySetSchema, queriesSchema } from './query-set'
import { idText } from './text'

export const changeQuerySetSchema = z
  .object({
    querySetId: z.string(),
    name: z.string(),
    baseRevision: z.int().meta({ description: 'The revision of the set when the edit began.' }),
    queries: z.int(),
    checks: z.int(),
    conflict: z
      .object({ kind: z.enum(['changed', 'deleted']), revision: z.int() })
      .nullable()
      .meta({ description: 'The set was changed meanwhile, or is gone; null when nothing is in the way.' }),
    revision: z.int().meta({ description: 'Counts its changes, as that of an edit.' }),
    editedByName: z.string(),
    updatedAt: z.iso.datetime(),
    version: z.int().nullable().meta({ description: 'The revision of the set that it became, once it is merged.' }),
  })
  .meta({ id: 'ChangeQuerySet', description: 'A query set as the change request wants it, without its queries.' })
export type ChangeQuerySetDto = z.infer<typeof changeQuerySetSchema>

/** A set as a request keeps it. */
export const keptSetSchema = createQuerySetSchema.required({ isRequired: true })

export const changeSetTextsSchema = z
  .object({
    querySetId: z.string(),
    base: z.string().meta({ description: 'The set that the edit started from.' }),
    current: z.string().nullable().meta({ description: 'The set as it is; null for one that was deleted.' }),
    currentRevision: z.int(),
    proposed: z.string(),
  })
  .meta({ id: 'ChangeQuerySetTexts', description: 'The set before, now and as proposed, each as its YAML file.' })
export type ChangeSetTextsDto = z.infer<typeof changeSetTextsSchema>

const querySetInputSchema = z
  .strictObject({
    querySetId: idText(),
    content: z.string().optional().meta({ description: 'The whole set as its YAML file.' }),
    queries: queriesSchema.optional().meta({ description: 'Its queries, where `content` is not given.' }),
    baseRevision: z.int().min(1).max(LIMITS.integer).optional().meta({
      description:
        'The revision of the set that the edit has seen. Absent: that of the edit before, or the present one for a set that is new to the request.',
    }),
    revision: replacedRevision,
  })
  .refine(({ content, queries }) => (content === undefined) !== (queries === undefined), {
    message: 'Send the set as `content` or its `queries`.',
    path: ['queries'],
  })
  .meta({ id: 'ChangeQuerySetInput' })
export type QuerySetInput = z.output<typeof querySetInputSchema>

export const querySetInputs = z
  .array(querySetInputSchema)
  .max(LIMITS.changedQuerySets)
  .refine(
    (sets) => new Set(sets.map(({ querySetId }) => querySetId)).size === sets.length,
    'A query set is named twice.',
  )
