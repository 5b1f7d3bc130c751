import type { Prisma } from '@/lib/db/generated/client'
import { oneOf } from '@/lib/db/one-of'
import { checkRunSchema, RUN_STATUSES, type RunSummaryDto, runSummarySchema } from '@/lib/schemas/check-run'

export const RUN_SELECT = {
  id: true,
  querySetId: true,
  releaseId: true,
  setRevision: true,
  revision: true,
  status: true,
  error: true,
  done: true,
  total: true,
  held: true,
  failed: true,
  skipped: true,
  broken: true,
  metrics: true,
  startedByName: true,
  startedAt: true,
  finishedAt: true,
} satisfies Prisma.CheckRunSelect

type Row = Prisma.CheckRunGetPayload<{ select: typeof RUN_SELECT }>

export function toRunSummary({ status, metrics, startedAt, finishedAt, ...row }: Row): RunSummaryDto {
  return {
    ...row,
    status: oneOf(RUN_STATUSES, status),
    metrics: runSummarySchema.shape.metrics.parse(metrics),
    startedAt: startedAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
  }
}

export const parseResults = (results: unknown) => checkRunSchema.shape.results.parse(results)
