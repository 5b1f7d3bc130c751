import { Prisma } from '@/lib/db/generated/client'
import { OFFLINE_MODEL_ID, SECTION_NAMES, type SectionName } from '@/lib/engine'
import {
  type ContextReportDto,
  contextReportSchema,
  type DayOfContextsDto,
  DROP_GROUPS,
  type DropGroup,
  SHORTFALLS,
  type ShortContextDto,
  type Shortfall,
} from '@/lib/schemas/insights/context-report'
import { insightRangeSchema } from '@/lib/schemas/insights/token-return'
import { LIMITS } from '@/lib/schemas/limits'
import { isCompositionVisibleTo } from '@/lib/services/access/conversation-access'
import type { Actor } from '@/lib/services/actor'
import { isProfileVisibleTo } from '@/lib/services/profiles/rows/profile-access'
import { verb } from '@/lib/services/verb'
import { groupOfDrop } from './contexts/drop-group'
import { firstDay, readLatestContexts } from './contexts/in-latest-contexts'

/** Questions that fell short are listed up to that many. */
const SHORT = 50

type Row = {
  id: string
  createdAt: Date
  /** Null where the actor may not see it. */
  query: string | null
  sections: Record<SectionName, { used: number }>
  /** Counts by reason. */
  dropped: Record<string, number> | null
  isPrefixBroken: boolean
}
type Context = Row & { knowledge: number; drops: Record<DropGroup, number>; shortfall: Shortfall | null }

/**
 * What the latest contexts were made of, day by day, and the questions whose contexts fell short: they had no knowledge, or
 * left some out for want of room, or began with another stable prefix than in the turn before. Counts are of all contexts;
 * questions are those that the actor may see.
 */
export const getContextReport = verb({
  name: 'getContextReport',
  scope: 'read',
  effect: 'read',
  input: insightRangeSchema,
  output: contextReportSchema,
  run: async ({ actor, workspaceId }, { days }) => {
    const from = firstDay(days)
    const rows = await readLatestContexts<Row>({ workspaceId, from, select: (of) => selectContexts(actor, of) })
    const contexts = rows.map((row): Context => {
      const told = { ...row, knowledge: row.sections.knowledge.used, drops: addUpDrops(row.dropped ?? {}) }
      return { ...told, shortfall: SHORTFALLS.find((shortfall) => FELL_SHORT[shortfall](told)) ?? null }
    })
    return {
      from,
      to: firstDay(1),
      contexts: contexts.length,
      isAll: contexts.length < LIMITS.insightContexts,
      days: addUpDays(contexts),
      ...listShort(contexts),
    }
  },
})

const FELL_SHORT: Record<Shortfall, (context: Omit<Context, 'shortfall'>) => boolean> = {
  knowledge: ({ knowledge }) => knowledge === 0,
  room: ({ drops }) => drops.room > 0,
  prefix: ({ isPrefixBroken }) => isPrefixBroken,
}

function selectContexts(actor: Actor, compositions: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    SELECT c."id", c."createdAt",
      CASE WHEN ${isCompositionVisibleTo(actor)} AND ${isProfileVisibleTo(actor)} THEN c."query" END AS "query",
      c."usage"->'sections' AS "sections", (
        SELECT jsonb_object_agg(r."reason", r."count") FROM (
          SELECT k->>'reason' AS "reason", count(*) AS "count" FROM jsonb_array_elements(c."outline"->'candidates') k
          WHERE k->>'fate' = 'dropped' GROUP BY 1
        ) r
      ) AS "dropped",
      COALESCE(c."model" <> ${OFFLINE_MODEL_ID} AND c."prefixHash" <> (
        SELECT p."prefixHash" FROM "Composition" p
        WHERE p."workspaceId" = c."workspaceId" AND p."conversationId" = c."conversationId"
          AND p."model" = c."model" AND p."policyId" = c."policyId" AND p."createdAt" < c."createdAt"
        ORDER BY p."createdAt" DESC LIMIT 1
      ), FALSE) AS "isPrefixBroken"
    FROM ${compositions} c`
}

const noDrops = () => Object.fromEntries(DROP_GROUPS.map((group) => [group, 0])) as Record<DropGroup, number>

function addUpDrops(reasons: Record<string, number>): Record<DropGroup, number> {
  const drops = noDrops()
  for (const [reason, count] of Object.entries(reasons)) drops[groupOfDrop(reason)] += count
  return drops
}

function addUpDays(contexts: Context[]): DayOfContextsDto[] {
  const byDay = Map.groupBy(contexts, ({ createdAt }) => createdAt.toISOString().slice(0, 10))
  return [...byDay]
    .map(([day, of]) => ({
      day,
      contexts: of.length,
      fellShort: sumUp(SHORTFALLS, (kind) => of.map(({ shortfall }) => Number(shortfall === kind))),
      tokens: sumUp(SECTION_NAMES, (section) => of.map(({ sections }) => sections[section].used)),
      dropped: sumUp(DROP_GROUPS, (group) => of.map(({ drops }) => drops[group])),
    }))
    .sort((x, y) => (x.day < y.day ? -1 : 1))
}

function sumUp<Name extends string>(names: readonly Name[], of: (name: Name) => number[]): Record<Name, number> {
  const sums = names.map((name) => [name, of(name).reduce((sum, count) => sum + count, 0)])
  return Object.fromEntries(sums) as Record<Name, number>
}

function listShort(contexts: Context[]): Pick<ContextReportDto, 'short' | 'hidden' | 'more'> {
  const fell = contexts.filter(({ shortfall }) => shortfall !== null)
  const byQuery = new Map<string, ShortContextDto>()
  // the newest first: of a question that was asked again its latest context is told
  for (const { id, createdAt, query, knowledge, drops, isPrefixBroken } of fell) {
    if (query === null) continue
    const known = byQuery.get(query)
    if (known) known.times++
    else {
      const told = { hasKnowledge: knowledge > 0, noRoom: drops.room, isPrefixBroken, times: 1 }
      byQuery.set(query, { compositionId: id, createdAt: createdAt.toISOString(), query, ...told })
    }
  }
  const listed = [...byQuery.values()].sort(
    (x, y) => Number(x.hasKnowledge) - Number(y.hasKnowledge) || (x.createdAt > y.createdAt ? -1 : 1),
  )
  return {
    short: listed.slice(0, SHORT),
    hidden: fell.filter(({ query }) => query === null).length,
    more: Math.max(0, listed.length - SHORT),
  }
}
