import { z } from 'zod'
import { actorSchema } from '@/lib/schemas/actor'
import { LIMITS } from '@/lib/schemas/limits'
import { replacedRevision } from '@/lib/schemas/modules/edit-revision'
import { createQuerySetSchema, queriesSchema, storedQuerySchema } from '@/lib/schemas/query-sets/query-set'
import { idText } from '@/lib/schemas/texts/text'

export const SET_EDIT_KINDS = ['change', 'create', 'delete'] as const
export type SetEditKind = (typeof SET_EDIT_KINDS)[number]

export const changeQuerySetSchema = z
  .object({
    querySetId: z.string(),
    kind: z.enum(SET_EDIT_KINDS),
    name: z.string(),
    baseRevision: z.int().meta({ description: 'The revision of the set when the edit began; 0 for a new one.' }),
    queries: z.int(),
    checks: z.int(),
    conflict: z
      .object({ kind: z.enum(['changed', 'deleted', 'restored', 'named']), revision: z.int() })
      .nullable()
      .meta({
        description:
          'The set was changed meanwhile, or is gone; or the set that the edit creates is there; or another set has its name (`named`). Null when nothing is in the way.',
      }),
    revision: z.int().meta({ description: 'Counts its changes, as that of an edit.' }),
    editedBy: actorSchema,
    updatedAt: z.iso.datetime(),
    version: z.int().nullable().meta({ description: 'The revision of the set that it became, once it is merged.' }),
  })
  .meta({ id: 'ChangeQuerySet', description: 'A query set as the change request wants it, without its queries.' })
export type ChangeQuerySetDto = z.infer<typeof changeQuerySetSchema>

/** A set as a request keeps it. */
export const keptSetSchema = createQuerySetSchema
  .required({ isRequired: true })
  .extend({ queries: z.array(storedQuerySchema) })
export type KeptSet = z.output<typeof keptSetSchema>

export const changeSetTextsSchema = z
  .object({
    querySetId: z.string(),
    base: z.string().nullable().meta({ description: 'The set that the edit started from; null for a new one.' }),
    current: z.string().nullable().meta({ description: 'The set as it is; null for one that is not there.' }),
    currentRevision: z.int(),
    proposed: z.string().nullable().meta({ description: 'Null for an edit that deletes the set.' }),
  })
  .meta({ id: 'ChangeQuerySetTexts', description: 'The set before, now and as proposed, each as its YAML file.' })
export type ChangeSetTextsDto = z.infer<typeof changeSetTextsSchema>

const { name, description, isRequired } = createQuerySetSchema.shape
const settings = { name: name.optional(), description: description.unwrap().optional(), isRequired }

const querySetInputSchema = z
  .strictObject({
    kind: z.enum(SET_EDIT_KINDS).default('change').meta({
      description: '`change` also changes what the request creates; `create` makes a set, `delete` takes one away.',
    }),
    querySetId: idText().optional().meta({ description: 'Absent: an id is made for the set that is created.' }),
    content: z.string().optional().meta({ description: 'The whole set as its YAML file.' }),
    ...settings,
    queries: queriesSchema.optional().meta({
      description: 'With name, description and `isRequired` in place of `content`: what is absent stays as it is.',
    }),
    baseRevision: z.int().min(1).max(LIMITS.integer).optional().meta({
      description:
        'The revision of the set that the edit has seen. Absent: that of the edit before, or the present one for a set that is new to the request.',
    }),
    revision: replacedRevision,
  })
  .superRefine(({ kind, querySetId, content, baseRevision, ...edit }, context) => {
    const refuse = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
    const named = [edit.name, edit.description, edit.isRequired, edit.queries].filter((value) => value !== undefined)
    const isFile = content !== undefined
    if (kind !== 'create' && querySetId === undefined) refuse('querySetId', 'Name the query set.')
    if (kind === 'create' && baseRevision !== undefined)
      refuse('baseRevision', 'A set that is created began with none.')
    if (kind === 'create' && !isFile && edit.name === undefined) refuse('name', 'Name the set, or send `content`.')
    if (kind === 'delete' && (isFile || named.length > 0)) refuse('kind', 'A set that is deleted has no content.')
    if (isFile && named.length > 0) refuse('queries', 'Send the set as `content` or its parts.')
    if (kind === 'change' && !isFile && named.length === 0) refuse('queries', 'Send the set as `content` or its parts.')
  })
  .meta({ id: 'ChangeQuerySetInput' })
export type QuerySetInput = z.output<typeof querySetInputSchema>

export const querySetInputs = z
  .array(querySetInputSchema)
  .max(LIMITS.changedQuerySets)
  .refine((sets) => {
    const ids = sets.flatMap(({ querySetId }) => querySetId ?? [])
    return new Set(ids).size === ids.length
  }, 'A query set is named twice.')
