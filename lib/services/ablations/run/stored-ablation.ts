import { z } from 'zod'
import type { Prisma } from '@/lib/db/generated/client'
import { toActor } from '@/lib/schemas/actor'
import { type AblationSummaryDto, ablationSummarySchema } from '@/lib/schemas/query-sets/ablation'
import { checkOutcomeSchema } from '@/lib/schemas/query-sets/check'

const labelsSchema = z.object({ recall: z.number(), sent: z.number() })

/** A query as it is, with all its modules. */
const baselineSchema = z.object({
  queryId: z.string(),
  text: z.string(),
  /** Null where it cannot be composed. */
  inputTokens: z.int().nullable(),
  contextHash: z.string().nullable(),
  prefixHash: z.string().nullable(),
  statuses: z.array(checkOutcomeSchema.shape.status),
  /** Null without labels. */
  labels: labelsSchema.nullable(),
  /** Ids of the modules that its search met. */
  met: z.array(z.string()),
  /** Tokens of each module that is sent. */
  sent: z.array(z.object({ moduleId: z.string(), tokens: z.int() })),
})
export type Baseline = z.infer<typeof baselineSchema>

/** A context that is another without a module. */
const changeSchema = z.object({
  moduleId: z.string(),
  queryId: z.string(),
  /** Null where it cannot be composed. */
  inputTokens: z.int().nullable(),
  broken: z.array(checkOutcomeSchema),
  mended: z.array(checkOutcomeSchema),
  labels: labelsSchema.nullable(),
  error: z.string().nullable(),
})
export type AblationChange = z.infer<typeof changeSchema>

export const parseBaselines = (stored: unknown): Baseline[] => z.array(baselineSchema).parse(stored)
export const parseChanges = (stored: unknown): AblationChange[] => z.array(changeSchema).parse(stored)

export const ABLATION_SELECT = {
  id: true,
  querySetId: true,
  releaseId: true,
  setRevision: true,
  revision: true,
  status: true,
  error: true,
  done: true,
  total: true,
  startedBy: true,
  startedAt: true,
  finishedAt: true,
} satisfies Prisma.AblationSelect

type Row = Prisma.AblationGetPayload<{ select: typeof ABLATION_SELECT }>

export function toAblationSummary({ status, startedAt, finishedAt, ...row }: Row): AblationSummaryDto {
  return {
    ...row,
    status: ablationSummarySchema.shape.status.parse(status),
    startedBy: toActor(row.startedBy),
    startedAt: startedAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
  }
}
