import { z } from 'zod'
import { actorSchema } from '@/lib/schemas/actor'
import { LIMITS } from '@/lib/schemas/limits'
import { RUN_STATUSES } from '@/lib/schemas/query-sets/check-run'
import { idText } from '@/lib/schemas/texts/text'
import { composingSchema } from './change-effect'

const ANSWER_VERDICTS = ['better', 'same', 'worse'] as const
export type AnswerVerdict = (typeof ANSWER_VERDICTS)[number]
/** `none` of a judge whose answer was no verdict. */
const JUDGE_VERDICTS = ['better', 'same', 'worse', 'none'] as const

export const startAnswerComparisonSchema = z
  .strictObject({
    id: idText().meta({ description: 'Id of the query set.' }),
    change: z
      .int()
      .min(1)
      .max(LIMITS.integer)
      .optional()
      .meta({ description: 'Production beside the change request of this number; then no sides are named.' }),
    before: composingSchema.optional(),
    after: composingSchema.optional(),
    model: idText().meta({ description: 'Answers on both sides.' }),
    judge: z
      .strictObject({
        model: idText(),
        repeats: z.int().min(1).max(LIMITS.judgeRepeats).default(3),
      })
      .optional()
      .meta({ description: 'Says of each two answers which is better, so often, in a random order.' }),
  })
  .refine(({ change, before, after }) => (change === undefined ? before && after : !before && !after), {
    path: ['change'],
    error: 'Name a change request, or what is before and after.',
  })
  .refine(({ before, after }) => !before || before.release !== after?.release || before.policy !== after?.policy, {
    path: ['after'],
    error: 'Both sides are the same: name another release or policy on one.',
  })

export const answerComparisonRefSchema = z.strictObject({ id: idText() })

export const rateAnswersSchema = z.strictObject({
  id: idText(),
  queryId: idText(),
  verdict: z
    .enum(ANSWER_VERDICTS)
    .nullable()
    .meta({ description: 'Of the answer after, beside the one before; null takes yours back.' }),
})

const comparedSideSchema = z.object({ release: z.string(), policy: z.string().nullable() })

export const storedSidesSchema = z.object({
  change: z.int().nullable().meta({ description: 'Number of the change request.' }),
  before: comparedSideSchema,
  after: comparedSideSchema,
  revisions: z.object({ before: z.int(), after: z.int() }).meta({ description: 'Of both releases when it began.' }),
})

export const answeredSideSchema = z
  .object({
    text: z.string(),
    error: z.string().nullable().meta({ description: 'Why there is no answer, or not all of it.' }),
    policy: z.string().nullable().meta({ description: 'That it was composed with: `id@version`.' }),
    contextHash: z.string().nullable(),
    sources: z
      .array(z.object({ moduleId: z.string(), title: z.string(), isCited: z.boolean() }))
      .meta({ description: 'Modules whose text it was given as knowledge, in their order.' }),
    inputTokens: z.int(),
    outputTokens: z.int(),
    costUsd: z.number().nullable().meta({ description: 'Null without a price.' }),
    durationMs: z.number(),
  })
  .meta({ id: 'AnsweredSide' })
export type AnsweredSideDto = z.infer<typeof answeredSideSchema>

export const judgedSchema = z.object({
  verdict: z.enum(JUDGE_VERDICTS).meta({ description: 'Of the answer after; `none` where the judge gave no verdict.' }),
  because: z.string(),
  shownFirst: z.enum(['before', 'after']),
})
export type JudgedDto = z.infer<typeof judgedSchema>

const ratingSchema = z.object({
  name: z.string(),
  verdict: z.enum(ANSWER_VERDICTS),
  isMine: z.boolean(),
})

export const answerPairSchema = z
  .object({
    queryId: z.string(),
    query: z.string(),
    isSame: z.boolean().meta({ description: 'Both contexts are equal, byte for byte: they were asked once.' }),
    before: answeredSideSchema,
    after: answeredSideSchema,
    ratings: z.array(ratingSchema),
    judged: z.array(judgedSchema),
  })
  .meta({ id: 'AnswerPair' })
export type AnswerPairDto = z.infer<typeof answerPairSchema>

export const answerComparisonSummarySchema = z
  .object({
    id: z.string(),
    querySetId: z.string(),
    setRevision: z.int(),
    ...storedSidesSchema.shape,
    model: z.string(),
    judge: z.object({ model: z.string(), repeats: z.int() }).nullable(),
    hasMoved: z.boolean().meta({ description: 'One of the releases was changed while it was asked.' }),
    status: z.enum(RUN_STATUSES),
    error: z.string().nullable(),
    done: z.int().meta({ description: 'Queries that are answered, of `total`.' }),
    total: z.int(),
    leftOut: z.int().meta({ description: 'Queries behind the limit, which are not asked.' }),
    startedBy: actorSchema,
    startedAt: z.iso.datetime(),
    finishedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'AnswerComparisonSummary' })
export type AnswerComparisonSummaryDto = z.infer<typeof answerComparisonSummarySchema>
export const answerComparisonListSchema = z.object({ items: z.array(answerComparisonSummarySchema) })

const share = z.number().min(0).max(1)

const answerTotalsSchema = z.object({
  same: z.int().meta({ description: 'Queries with equal contexts.' }),
  failed: z.int().meta({ description: 'Queries that one side did not answer.' }),
  people: z
    .object({ better: z.int(), same: z.int(), worse: z.int() })
    .meta({ description: 'Each person’s word on each.' }),
  judge: z
    .object({
      better: z.int(),
      same: z.int(),
      worse: z.int(),
      none: z.int().meta({ description: 'Queries without a verdict.' }),
      winRate: z.object({ share, from: share, to: share }).nullable().meta({
        description:
          'Of the queries where one answer is better, those where it is the one after, with the Wilson interval at 95 %.',
      }),
    })
    .nullable()
    .meta({ description: 'Each query once, as most of its verdicts say; null without a judge.' }),
  tokens: z.object({ before: z.int(), after: z.int() }).meta({ description: 'Sent and answered.' }),
  costUsd: z.number().meta({ description: 'Of all calls with a price, the judge’s too.' }),
  unpriced: z.int().meta({ description: 'Queries with a call that has no price.' }),
})
export type AnswerTotalsDto = z.infer<typeof answerTotalsSchema>

export const answerComparisonSchema = answerComparisonSummarySchema
  .extend({ pairs: z.array(answerPairSchema), totals: answerTotalsSchema })
  .meta({ id: 'AnswerComparison', description: 'The queries of a set answered from two contexts each.' })
export type AnswerComparisonDto = z.infer<typeof answerComparisonSchema>
