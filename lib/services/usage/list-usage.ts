import { prisma } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { listUsageSchema, type UsageGroupBy, type UsageSum, usageReportSchema } from '@/lib/schemas/insights/usage'
import { LIMITS } from '@/lib/schemas/limits'
import { visibleTo } from '@/lib/services/access/conversation-access'
import { type Actor, canActor, payerOf } from '@/lib/services/actor'
import { verb } from '@/lib/services/verb'
import { DAY_OF_CALL, listModuleUsage } from './figures/list-module-usage'
import { loadModuleNames } from './figures/load-module-names'
import { addUp, SUMS } from './figures/sum-calls'

const DAY_MS = 86_400_000
const DEFAULT_DAYS = 30

/** Null for a call that belongs to no group of the kind. */
const KEYS: Record<UsageGroupBy, Prisma.Sql> = {
  day: DAY_OF_CALL,
  model: Prisma.sql`"model"`,
  member: Prisma.sql`CASE WHEN "actorKind" = 'user' THEN "actorId" END`,
  key: Prisma.sql`CASE WHEN "actorKind" = 'apiKey' THEN "actorId" END`,
  conversation: Prisma.sql`"conversationId"`,
  // a call has many: they are read from its context
  module: Prisma.sql`NULL::text`,
}

type Row = UsageSum & { key: string | null }

const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10)

/**
 * What the calls to providers' models took, of a range of UTC days, by day, model, member, key, conversation or module; or
 * what one module took of each day.
 * Whoever is no administrator gets their own calls.
 */
export const listUsage = verb({
  name: 'listUsage',
  scope: 'read',
  effect: 'read',
  input: listUsageSchema,
  output: usageReportSchema,
  run: async ({ actor, workspaceId }, { by, module, ...range }) => {
    const to = range.to ?? dayOf(Date.now())
    const from = range.from ?? dayOf(Date.parse(to) - (DEFAULT_DAYS - 1) * DAY_MS)
    const isOwn = !canActor(actor, 'admin')
    const { actorKind, actorId } = payerOf(actor)
    const own = isOwn ? Prisma.sql`AND "actorKind" = ${actorKind} AND "actorId" = ${actorId}` : Prisma.empty
    const calls = Prisma.sql`"workspaceId" = ${workspaceId} AND "at" >= ${new Date(from)}
      AND "at" < ${new Date(Date.parse(to) + DAY_MS)} ${own}`
    const order = by === 'day' ? Prisma.sql`1 DESC` : Prisma.sql`SUM("inputTokens") + SUM("outputTokens") DESC, 1`
    const rows = await prisma.$queryRaw<Row[]>`
      SELECT ${KEYS[by]} AS "key", ${SUMS} FROM "ModelCall" WHERE ${calls} GROUP BY 1 ORDER BY ${order}`
    const total = addUp(rows)
    const isOfModules = by === 'module' || module !== undefined
    const keyed = isOfModules
      ? await listModuleUsage(workspaceId, calls, module)
      : rows.flatMap(({ key, ...sum }) => (key === null ? [] : [{ key, ...sum }]))
    const shown = keyed.slice(0, LIMITS.usageGroups)
    const left = isOfModules
      ? [withoutModules(total, shown)]
      : [...keyed.slice(LIMITS.usageGroups), ...rows.filter(({ key }) => key === null)]
    const names = await namesOf(
      actor,
      by,
      shown.map(({ key }) => key),
    )
    return {
      from,
      to,
      by,
      moduleName: module === undefined ? null : ((await loadModuleNames(workspaceId, [module])).get(module) ?? null),
      isOwn,
      items: shown.map((row) => ({ ...row, name: names(row.key) })),
      rest: left.length > 0 ? addUp(left) : null,
      total,
    }
  },
})

/** What calls took beside what the modules of their contexts took: all of their answers, and the rest of their input. */
function withoutModules(total: UsageSum, modules: UsageSum[]): UsageSum {
  const ofModules = addUp(modules)
  return {
    ...total,
    inputTokens: total.inputTokens - ofModules.inputTokens,
    cachedTokens: total.cachedTokens - ofModules.cachedTokens,
    costUsd: Math.max(0, total.costUsd - ofModules.costUsd),
  }
}

/** What each is called for whoever asks; null for what is gone, or not theirs to read. */
async function namesOf(actor: Actor, by: UsageGroupBy, ids: string[]): Promise<(key: string) => string | null> {
  if (by === 'day' || by === 'model') return (key) => key
  if (by === 'module') {
    const names = await loadModuleNames(actor.workspaceId, ids)
    return (key) => names.get(key) ?? null
  }
  const rows = await readNames(actor, by, ids)
  const names = new Map(rows.map(({ id, name }) => [id, name]))
  return (key) => names.get(key) ?? null
}

async function readNames(actor: Actor, by: UsageGroupBy, ids: string[]): Promise<{ id: string; name: string }[]> {
  const { workspaceId } = actor
  const id = { in: ids }
  if (by === 'member') {
    const where = { id, members: { some: { organizationId: workspaceId } } }
    return prisma.user.findMany({ where, select: { id: true, name: true } })
  }
  if (by === 'key') return prisma.apiKey.findMany({ where: { workspaceId, id }, select: { id: true, name: true } })
  const where = { ...visibleTo(actor), id }
  const rows = await prisma.conversation.findMany({ where, select: { id: true, title: true } })
  return rows.map(({ id, title }) => ({ id, name: title }))
}
