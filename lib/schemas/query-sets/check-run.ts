import { z } from 'zod'
import { actorSchema } from '@/lib/schemas/actor'
import { messageSchema, traceSchema, usageSchema } from '@/lib/schemas/contexts/composition'
import { releaseField } from '@/lib/schemas/releases/release'
import { idText } from '@/lib/schemas/texts/text'
import { checkOutcomeSchema } from './check'

const retrievalMetricsSchema = z
  .object({
    recall: z.number().meta({ description: 'Recall at 10.' }),
    ndcg: z.number().meta({ description: 'nDCG at 10.' }),
    mrr: z.number().meta({ description: 'Reciprocal rank of the first label that is found.' }),
    sent: z.number().meta({ description: 'Share of the labels that are sent.' }),
    evidence: z.array(z.number()).optional().meta({
      description:
        'Share of the labels in the best texts that fit into 1,000, 2,000 and 4,000 tokens; runs of earlier versions have none.',
    }),
  })
  .meta({ id: 'RetrievalMetrics', description: 'Each 0–1.' })

const labelOutcomeSchema = z
  .object({
    place: z.int().optional().meta({
      description:
        'From 1: of a module among the modules that were found, of a passage among the texts. Absent: not found.',
    }),
    isSent: z.boolean().meta({ description: 'A passage is sent where four fifths of it are.' }),
    held: z.number().meta({ description: 'Share of it that is sent, 0–1.' }),
    outdated: z
      .number()
      .optional()
      .meta({ description: 'The share of the passage that the module still holds, 0–1, where that is too little.' }),
  })
  .meta({ id: 'LabelOutcome' })
export type LabelOutcomeDto = z.infer<typeof labelOutcomeSchema>

const queryResultSchema = z
  .object({
    queryId: z.string(),
    text: z.string(),
    outcomes: z.array(checkOutcomeSchema),
    labels: z
      .array(labelOutcomeSchema)
      .optional()
      .meta({ description: 'One for each label, in their order; runs of earlier versions have none.' }),
    metrics: retrievalMetricsSchema.optional(),
    inputTokens: z.int().optional(),
    prefixHash: z.string().optional(),
    contextHash: z.string().optional(),
    policy: z.string().optional().meta({ description: 'That it was composed with: `id@version`.' }),
    error: z.string().optional().meta({ description: 'Why it could not be composed.' }),
  })
  .meta({ id: 'CheckedQueryResult' })
export type QueryResultDto = z.infer<typeof queryResultSchema>

export const RUN_STATUSES = ['running', 'done', 'failed', 'cancelled'] as const

export const runSummarySchema = z
  .object({
    id: z.string(),
    querySetId: z.string(),
    releaseId: z.string(),
    setRevision: z.int(),
    revision: z.int().meta({ description: 'The release’s revision that all of it was composed at.' }),
    status: z.enum(RUN_STATUSES),
    error: z.string().nullable(),
    done: z.int().meta({ description: 'Queries that are done, of `total`.' }),
    total: z.int(),
    held: z.int().meta({ description: 'Checks that hold.' }),
    failed: z.int(),
    skipped: z.int().meta({ description: 'Checks that had nothing to compare with.' }),
    broken: z.int().meta({ description: 'Queries that could not be composed.' }),
    metrics: retrievalMetricsSchema.nullable(),
    startedBy: actorSchema,
    startedAt: z.iso.datetime(),
    finishedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'CheckRunSummary' })
export type RunSummaryDto = z.infer<typeof runSummarySchema>
export const runListSchema = z.object({ items: z.array(runSummarySchema) })

export const checkRunSchema = runSummarySchema.extend({ results: z.array(queryResultSchema) }).meta({ id: 'CheckRun' })
export type CheckRunDto = z.infer<typeof checkRunSchema>

export const runQuerySetSchema = z.strictObject({
  id: idText().meta({ description: 'Id of the query set.' }),
  release: releaseField,
})
export const runRefSchema = z.strictObject({ id: idText() })

export const explainCheckedQuerySchema = z.strictObject({
  id: idText().meta({ description: 'Id of the query set.' }),
  queryId: idText(),
  release: releaseField,
})
export const explainedQuerySchema = z
  .object({
    revision: z.int(),
    result: queryResultSchema,
    messages: z.array(messageSchema),
    text: z.string(),
    usage: usageSchema,
    trace: traceSchema,
  })
  .meta({ id: 'ExplainedQuery', description: 'A query composed once more, with what its checks say of it.' })
export type ExplainedQueryDto = z.infer<typeof explainedQuerySchema>
