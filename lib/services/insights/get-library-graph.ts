import { prisma } from '@/lib/db/client'
import { releaseOf } from '@/lib/db/releases/release'
import { releaseEntries } from '@/lib/db/releases/release-entries'
import { insightRangeSchema } from '@/lib/schemas/insights/token-return'
import { LIMITS } from '@/lib/schemas/limits'
import { type GraphModuleDto, libraryGraphSchema } from '@/lib/schemas/modules/library-graph'
import { type SentModules, selectSent } from '@/lib/services/compose/rows/select-sent'
import { verb } from '@/lib/services/verb'
import { addUpSent } from './contexts/add-up-sent'
import { firstDay, readLatestContexts } from './contexts/in-latest-contexts'

/** The modules of production with what each depends on, and how much the latest contexts used it. */
export const getLibraryGraph = verb({
  name: 'getLibraryGraph',
  scope: 'read',
  effect: 'read',
  input: insightRangeSchema,
  output: libraryGraphSchema,
  run: async ({ workspaceId }, { days }) => {
    const from = firstDay(days)
    const contexts = await readLatestContexts<SentModules>({ workspaceId, from, select: selectSent })
    const sums = addUpSent(contexts)
    const modules = await readModules(workspaceId)
    return {
      from,
      contexts: contexts.length,
      isAll: contexts.length < LIMITS.insightContexts,
      modules: modules.map((module) => ({ ...module, ...(sums.get(module.moduleId) ?? { sentIn: 0, tokens: 0 }) })),
    }
  },
})

function readModules(workspaceId: string): Promise<Omit<GraphModuleDto, 'sentIn' | 'tokens'>[]> {
  return prisma.$queryRaw`
    SELECT e."moduleId", v."name", v."path", v."category", v."tags",
      COALESCE(array_agg(d."dependencyId" ORDER BY d."dependencyId") FILTER (WHERE d."dependencyId" IS NOT NULL), '{}')
        AS "needs"
    FROM ${releaseEntries(workspaceId, releaseOf(workspaceId).releaseId)} e
    JOIN "Module" m ON m."workspaceId" = e."workspaceId" AND m."id" = e."moduleId" AND m."archivedAt" IS NULL
    JOIN "ModuleVersion" v
      ON v."workspaceId" = e."workspaceId" AND v."moduleId" = e."moduleId" AND v."version" = e."version"
    LEFT JOIN "ModuleDependency" d
      ON d."workspaceId" = v."workspaceId" AND d."moduleId" = v."moduleId" AND d."version" = v."version"
    GROUP BY e."moduleId", v."name", v."path", v."category", v."tags"
    ORDER BY e."moduleId"`
}
