import { oneOf } from '@/lib/db/one-of'
import type { Transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import { LIMIT_PERIODS, type LimitKind, type LimitPeriod } from '@/lib/schemas/workspaces/usage-limit'

/** Whose calls are counted together. */
export type Subject = { workspaceId: string; actorKind: string; actorId: string }

export type LimitRow = {
  subjectId: string
  period: LimitPeriod
  maxTokens: number | null
  maxCostUsd: number | null
}

type Reader = Pick<Transaction, '$queryRaw' | 'usageLimit'>

const LIMITED: Record<string, LimitKind> = { user: 'member', apiKey: 'key' }

/** The limit that holds for somebody: their own, else the one for each of them; null without one. */
export async function findLimit(
  client: Reader,
  { workspaceId, actorKind, actorId }: Subject,
): Promise<LimitRow | null> {
  const kind = LIMITED[actorKind]
  if (!kind) return null
  const row = await client.usageLimit.findFirst({
    where: { workspaceId, kind, subjectId: { in: [actorId, ''] } },
    // no id is empty, so that the own one comes first
    orderBy: { subjectId: 'desc' },
    select: { subjectId: true, period: true, maxTokens: true, maxCostUsd: true },
  })
  return row && { ...row, period: oneOf(LIMIT_PERIODS, row.period) }
}

/** Tokens and cost since a moment, those of running calls as far as they are known. */
export async function sumUsage(
  client: Reader,
  { workspaceId, actorKind, actorId }: Subject,
  from: Date,
): Promise<{ tokens: number; costUsd: number }> {
  const [sum] = await client.$queryRaw<{ tokens: number; costUsd: number }[]>`
    SELECT COALESCE(SUM("inputTokens" + "outputTokens"), 0)::float8 AS "tokens",
      COALESCE(SUM("costUsd"), 0)::float8 AS "costUsd"
    FROM "ModelCall"
    WHERE "workspaceId" = ${workspaceId} AND "actorKind" = ${actorKind} AND "actorId" = ${actorId} AND "at" >= ${from}`
  return sum ?? { tokens: 0, costUsd: 0 }
}

const PER: Record<LimitPeriod, string> = { day: 'a day', month: 'a month' }
const when = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', timeZone: 'UTC' })
const dollars = (value: number) => `$${value.toLocaleString('en-US', { minimumFractionDigits: 2 })}`
const spent = (value: number) => `$${value.toFixed(2)}`

/**
 * Refuses a call to a provider's model whose caller has used up their limit. In a transaction that books the call then, the
 * calls of one caller are judged one after the other, so that the limit is passed by no more than what is running.
 * @throws AppError LIMIT_EXCEEDED
 */
export async function requireUsageLeft(client: Reader, subject: Subject, now = new Date()): Promise<void> {
  const limit = await findLimit(client, subject)
  if (!limit || (limit.maxTokens === null && limit.maxCostUsd === null)) return
  const lock = `usage ${subject.workspaceId} ${subject.actorKind} ${subject.actorId}`
  await client.$queryRaw`SELECT 1 AS "locked" FROM (SELECT pg_advisory_xact_lock(hashtextextended(${lock}, 0))) AS l`
  const { from, to } = periodOf(limit.period, now)
  const { tokens, costUsd } = await sumUsage(client, subject, from)
  const { maxTokens, maxCostUsd } = limit
  const whose = subject.actorKind === 'user' ? 'Your limit' : 'The limit of this API key'
  const refuse = (allowed: string, used: string, data: { limit: number; actual: number }) => {
    const anew = `It starts anew on ${when.format(to)} at 00:00 UTC; an administrator can raise it. The offline model still answers.`
    const message = `${whose} of ${allowed} ${PER[limit.period]} is used up: ${used}. ${anew}`
    const retryAfterSeconds = Math.ceil((to.getTime() - now.getTime()) / 1_000)
    throw new AppError('LIMIT_EXCEEDED', message, { ...data, retryAfterSeconds, startsAnewAt: to.toISOString() })
  }
  if (maxTokens !== null && tokens >= maxTokens) {
    const format = (value: number) => value.toLocaleString('en-US')
    refuse(`${format(maxTokens)} tokens`, `${format(tokens)} were used`, { limit: maxTokens, actual: tokens })
  }
  if (maxCostUsd !== null && costUsd >= maxCostUsd) {
    refuse(dollars(maxCostUsd), `${spent(costUsd)} were spent`, { limit: maxCostUsd, actual: costUsd })
  }
}

/** When the period began that a moment is in, and when the next one does; in UTC. */
export function periodOf(period: LimitPeriod, now: Date): { from: Date; to: Date } {
  const [year, month, day] = [now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()]
  return period === 'day'
    ? { from: new Date(Date.UTC(year, month, day)), to: new Date(Date.UTC(year, month, day + 1)) }
    : { from: new Date(Date.UTC(year, month)), to: new Date(Date.UTC(year, month + 1)) }
}
