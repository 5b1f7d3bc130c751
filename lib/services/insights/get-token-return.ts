import { prisma } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { releaseOf } from '@/lib/db/releases/release'
import { releaseEntries } from '@/lib/db/releases/release-entries'
import { insightRangeSchema, tokenReturnSchema } from '@/lib/schemas/insights/token-return'
import { LIMITS } from '@/lib/schemas/limits'
import { type SentModules, selectSent } from '@/lib/services/compose/rows/select-sent'
import { verb } from '@/lib/services/verb'
import { addUpSent } from './contexts/add-up-sent'
import { firstDay, readLatestContexts } from './contexts/in-latest-contexts'

type Known = { moduleId: string; name: string; answers: number; cited: number }

/** What the tokens that production’s modules took in the latest contexts brought: citations, and checks that need them. */
export const getTokenReturn = verb({
  name: 'getTokenReturn',
  scope: 'read',
  effect: 'read',
  input: insightRangeSchema,
  output: tokenReturnSchema,
  run: async ({ workspaceId }, { days }) => {
    const from = firstDay(days)
    const contexts = await readLatestContexts<SentModules>({ workspaceId, from, select: selectSent })
    const known = await readModules(workspaceId)
    const checks = await countChecks(workspaceId)
    const carried = await readCarried(workspaceId)
    const sums = addUpSent(contexts)
    const modules = known.map((module) => {
      const { sentIn, tokens } = sums.get(module.moduleId) ?? { sentIn: 0, tokens: 0 }
      const { carries = 0, better = 0 } = carried.modules.get(module.moduleId) ?? {}
      return {
        ...module,
        ...{ sentIn, tokens, checks: checks.get(module.moduleId) ?? 0 },
        carries: carried.hasAny ? carries : null,
        better: carried.hasAny ? better : null,
      }
    })
    return {
      from,
      contexts: contexts.length,
      isAll: contexts.length < LIMITS.insightContexts,
      inputTokens: contexts.reduce((sum, { inputTokens }) => sum + inputTokens, 0),
      modules: modules.sort((x, y) => y.tokens - x.tokens || (x.moduleId < y.moduleId ? -1 : 1)),
    }
  },
})

/** Modules of production, with what answers made of them. */
function readModules(workspaceId: string): Promise<Known[]> {
  return prisma.$queryRaw`
    SELECT e."moduleId", v."name", COALESCE(a."timesSent", 0) AS "answers", COALESCE(a."timesCited", 0) AS "cited"
    FROM ${releaseEntries(workspaceId, releaseOf(workspaceId).releaseId)} e
    JOIN "Module" m ON m."workspaceId" = e."workspaceId" AND m."id" = e."moduleId" AND m."archivedAt" IS NULL
    JOIN "ModuleVersion" v
      ON v."workspaceId" = e."workspaceId" AND v."moduleId" = e."moduleId" AND v."version" = e."version"
    LEFT JOIN "AccessStatistic" a ON a."workspaceId" = e."workspaceId" AND a."moduleId" = e."moduleId"`
}

/** How many checks want each module to be sent. */
async function countChecks(workspaceId: string): Promise<Map<string, number>> {
  const rows = await prisma.$queryRaw<{ moduleId: string; count: number }[]>`
    SELECT named AS "moduleId", count(*)::int AS "count"
    FROM "QuerySet" q, jsonb_array_elements(q."queries") query, jsonb_array_elements(query->'checks') c,
      unnest(ARRAY[c->>'module', c->>'other']) named
    WHERE q."workspaceId" = ${workspaceId} AND q."deletedAt" IS NULL AND named IS NOT NULL
      AND c->>'kind' IN ('includes', 'within', 'before')
    GROUP BY 1`
  return new Map(rows.map(({ moduleId, count }) => [moduleId, count]))
}

/** What the latest ablation of each query set that came to its end says of modules. */
async function readCarried(workspaceId: string) {
  const latest = Prisma.sql`(
    SELECT DISTINCT ON (a."querySetId") a.* FROM "Ablation" a
    JOIN "QuerySet" q ON q."workspaceId" = a."workspaceId" AND q."id" = a."querySetId" AND q."deletedAt" IS NULL
    WHERE a."workspaceId" = ${workspaceId} AND a."status" = 'done' AND a."releaseId" = ${releaseOf(workspaceId).releaseId}
    ORDER BY a."querySetId", a."startedAt" DESC, a."id" DESC
  )`
  const [count] = await prisma.$queryRaw<{ count: number }[]>`SELECT count(*)::int AS "count" FROM ${latest} l`
  const rows = await prisma.$queryRaw<{ moduleId: string; carries: number; better: number }[]>`
    SELECT c->>'moduleId' AS "moduleId", sum(jsonb_array_length(c->'broken'))::int AS "carries",
      (count(*) FILTER (WHERE (c->'labels'->>'recall')::float8 > (b->'labels'->>'recall')::float8
        OR (c->'labels'->>'sent')::float8 > (b->'labels'->>'sent')::float8))::int AS "better"
    FROM ${latest} l
    CROSS JOIN LATERAL jsonb_array_elements(l."changes") c
    JOIN LATERAL (
      SELECT e AS "b" FROM jsonb_array_elements(l."baselines") e WHERE e->>'queryId' = c->>'queryId' LIMIT 1
    ) known ON true
    GROUP BY 1`
  return { hasAny: (count?.count ?? 0) > 0, modules: new Map(rows.map((row) => [row.moduleId, row])) }
}
