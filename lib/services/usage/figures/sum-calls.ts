import { Prisma } from '@/lib/db/generated/client'
import type { UsageSum } from '@/lib/schemas/insights/usage'

/** What calls took together, as columns of a query over `"ModelCall"`. */
export const SUMS = Prisma.sql`
  COUNT(*)::int AS "calls",
  (COUNT(*) FILTER (WHERE "status" = 'failed'))::int AS "failed",
  (COUNT(*) FILTER (WHERE "isEstimated"))::int AS "estimated",
  COALESCE(SUM("inputTokens"), 0)::float8 AS "inputTokens",
  COALESCE(SUM("cachedTokens"), 0)::float8 AS "cachedTokens",
  COALESCE(SUM("outputTokens"), 0)::float8 AS "outputTokens",
  COALESCE(SUM("costUsd"), 0)::float8 AS "costUsd",
  (COUNT(*) FILTER (WHERE "costUsd" IS NULL))::int AS "unpriced"`

const NAMES = [
  'calls',
  'failed',
  'estimated',
  'inputTokens',
  'cachedTokens',
  'outputTokens',
  'costUsd',
  'unpriced',
] as const satisfies (keyof UsageSum)[]

export function addUp(sums: UsageSum[]): UsageSum {
  const total = Object.fromEntries(NAMES.map((name) => [name, 0])) as UsageSum
  for (const sum of sums) for (const name of NAMES) total[name] += sum[name]
  return total
}
