import { z } from 'zod'
import { actorSchema } from '@/lib/schemas/actor'
import { composeOptionsShape } from '@/lib/schemas/contexts/compose'
import { saidTurnSchema } from '@/lib/schemas/contexts/said-turn'
import { LIMITS } from '@/lib/schemas/limits'
import { idText, nonBlankText, trimmedText } from '@/lib/schemas/texts/text'
import { checkSchema } from './check'
import { runSummarySchema } from './check-run'
import { refuseCheck } from './refuse-check'

const labelledPassageSchema = z
  .strictObject({
    text: nonBlankText(LIMITS.labelledPassageLength)
      .refine((text) => /[\p{L}\p{N}]/u.test(text), 'A passage needs a word.')
      .meta({ description: 'The passage as it stands in the module. It is found where four fifths of it are.' }),
    headingPath: z
      .array(z.string().max(LIMITS.checkTextLength))
      .max(LIMITS.labelledHeadings)
      .default([])
      .meta({ description: 'The headings that it stands under, the outermost first.' }),
  })
  .meta({ id: 'LabelledPassage' })

const labelSchema = z
  .strictObject({
    module: idText().meta({ description: 'Id of a module that should be there.' }),
    passage: labelledPassageSchema.optional().meta({ description: 'Without it, the module itself.' }),
    grade: z.int().min(1).max(3).default(1).meta({ description: 'How much: 3 is the best answer.' }),
  })
  .meta({ id: 'QueryLabel' })

/** What a label is of: two with the same name are one. */
export const nameLabel = ({ module, passage }: z.output<typeof labelSchema>): string =>
  JSON.stringify([module, passage?.text.replace(/\s+/g, ' ').trim()])

const { model, policy, contextWindow, maxOutputTokens } = composeOptionsShape

const queryShape = {
  text: nonBlankText(LIMITS.checkedQueryLength),
  turns: z
    .array(saidTurnSchema)
    .max(LIMITS.checkedTurns)
    .optional()
    .meta({ description: 'The conversation before the query, oldest first.' }),
  profileId: idText().optional(),
  model,
  policy,
  contextWindow,
  maxOutputTokens,
  labels: z
    .array(labelSchema)
    .max(LIMITS.labelsPerQuery)
    .refine((labels) => new Set(labels.map(nameLabel)).size === labels.length, 'A module or passage is named twice.')
    .default([]),
  checks: z.array(checkSchema).max(LIMITS.checksPerQuery).default([]),
}

const checkedQuerySchema = z
  .strictObject({
    id: idText().optional().meta({ description: 'Made of the text where it is missing.' }),
    ...queryShape,
  })
  .superRefine((query, context) => {
    const { checks, labels } = query
    if (checks.length + labels.length === 0) {
      const message = 'This query has nothing to check: add a check, or say what should be there.'
      context.addIssue({ code: 'custom', path: ['checks'], message })
    }
    for (const [at, check] of checks.entries()) {
      const message = refuseCheck(check, query)
      if (message) context.addIssue({ code: 'custom', path: ['checks', at], message })
    }
  })
  .meta({ id: 'CheckedQuery', description: 'A query with what its context should be like.' })
export type CheckedQueryInput = z.input<typeof checkedQuerySchema>
/** As it is stored: always with an id. */
export type CheckedQuery = z.output<typeof checkedQuerySchema> & { id: string }

type ParsedQuery = z.output<typeof checkedQuerySchema>

const queriesOf = <Query extends z.ZodType<ParsedQuery>>(query: Query) =>
  z
    .array(query)
    .max(LIMITS.queriesPerSet)
    .refine((queries) => {
      const ids = queries.flatMap(({ id }) => id ?? [])
      return new Set(ids).size === ids.length
    }, 'Two queries have the same id.')

export const queriesSchema = queriesOf(checkedQuerySchema)
/** Queries that were parsed before, one by one. */
const parsedQueries = queriesOf(z.custom<ParsedQuery>())

const name = trimmedText(LIMITS.nameLength)
const description = z.string().max(LIMITS.descriptionLength)

const isRequired = z.boolean().meta({ description: 'Whether a change request is merged only if all its checks hold.' })

export const createQuerySetSchema = z.strictObject({
  name,
  description: description.default(''),
  isRequired: isRequired.optional(),
  queries: queriesSchema.default([]),
})
/** The queries of a large set would keep everybody waiting if they were parsed at once. */
export const createQuerySetList = {
  path: ['queries'],
  item: checkedQuerySchema,
  rest: createQuerySetSchema.extend({ queries: parsedQueries.default([]) }),
}
export const updateQuerySetSchema = z.strictObject({
  id: idText(),
  revision: z
    .int()
    .min(0)
    .max(LIMITS.integer)
    .meta({ description: 'The revision that was edited; CONFLICT when it is no longer the newest.' }),
  name: name.optional(),
  description: description.optional(),
  isRequired: isRequired.optional(),
  queries: queriesSchema.optional(),
})
export const updateQuerySetList = {
  path: ['queries'],
  item: checkedQuerySchema,
  rest: updateQuerySetSchema.extend({ queries: parsedQueries.optional() }),
}
export const querySetRefSchema = z.strictObject({ id: idText() })
const seenIn = {
  release: idText().optional().meta({
    description:
      'Production when absent. In the release of a change request that changes or creates a set: the set as it is proposed there.',
  }),
}
export const listQuerySetsSchema = z.strictObject(seenIn)
export const querySetInSchema = querySetRefSchema.extend(seenIn)

/** The settings of a query that a check is added to make it another query. */
export const addCheckSchema = z
  .strictObject({
    id: idText().meta({ description: 'Id of the query set.' }),
    query: checkedQuerySchema,
  })
  .meta({ description: 'Adds checks and labels: to the query that is asked in the same way, else as a new one.' })

const querySetSummarySchema = z
  .object({
    id: z.string(),
    name: z.string(),
    description: z.string(),
    isRequired,
    queries: z.int(),
    checks: z.int(),
    revision: z.int(),
    editedBy: actorSchema,
    updatedAt: z.iso.datetime(),
    lastRun: runSummarySchema.nullable().meta({ description: 'The latest in the release that is asked for.' }),
  })
  .meta({ id: 'QuerySetSummary' })
export type QuerySetSummaryDto = z.infer<typeof querySetSummarySchema>
export const querySetListSchema = z.object({ items: z.array(querySetSummarySchema) })

/** What was once let in is read, whatever is refused by now. */
export const storedQuerySchema = z
  .object({ id: z.string(), ...queryShape })
  .meta({ id: 'StoredCheckedQuery', description: 'A query of a set, with its id.' })
export const querySetSchema = querySetSummarySchema
  .omit({ queries: true })
  .extend({
    queries: z.array(storedQuerySchema),
    proposal: z
      .object({
        number: z.int(),
        isNew: z.boolean().meta({ description: 'The change request creates the set.' }),
        revision: z.int().meta({ description: 'Of its edit: send it with the next one.' }),
      })
      .nullable()
      .meta({ description: 'The change request that wants it so; null for the set as it is.' }),
  })
  .meta({ id: 'QuerySet' })
export type QuerySetDto = z.infer<typeof querySetSchema>

export const namedQuerySetSchema = querySetSchema
  .extend({
    moduleNames: z.record(z.string(), z.string()).meta({
      description: 'What the modules of its checks and labels are called, by id; of those in the release alone.',
    }),
  })
  .meta({ id: 'NamedQuerySet' })
export type NamedQuerySetDto = z.infer<typeof namedQuerySetSchema>
