import { prisma } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { listModuleFacetsSchema, type ModuleFacetsDto, moduleFacetsSchema } from '@/lib/schemas/modules/module-list'
import { verb } from '@/lib/services/verb'
import { isFound } from './rows/match-words'
import { moduleRows } from './rows/module-rows'

type FacetRow = { facet: keyof ModuleFacetsDto; value: string; count: number }

/** Values to filter a module list by, or what a search finds. Archived modules count in `statuses` alone. */
export const listModuleFacets = verb({
  name: 'listModuleFacets',
  scope: 'read',
  effect: 'read',
  input: listModuleFacetsSchema,
  output: moduleFacetsSchema,
  run: async ({ workspaceId }, { q, found = [] }) => {
    const isCounted = q === undefined ? Prisma.sql`TRUE` : isFound(q, found)
    const rows = await prisma.$queryRaw<FacetRow[]>`
    WITH modules AS MATERIALIZED (SELECT * FROM (${moduleRows(workspaceId)}) all_modules WHERE ${isCounted}),
      live AS (SELECT * FROM modules WHERE "status" <> 'archived')
    SELECT f.facet, f.value, count(*)::int AS count
    FROM (
      SELECT 'categories' AS facet, "category" AS value FROM live WHERE "category" IS NOT NULL
      UNION ALL SELECT 'tags', unnest("tags") FROM live
      UNION ALL SELECT 'priorities', "priority" FROM live
      UNION ALL SELECT 'activations', "activation" FROM live
      UNION ALL SELECT 'statuses', "status" FROM modules
    ) f
    GROUP BY f.facet, f.value ORDER BY count DESC, f.value`
    const of = (facet: FacetRow['facet']) =>
      rows.filter((row) => row.facet === facet).map(({ value, count }) => ({ value, count }))
    return {
      categories: of('categories'),
      tags: of('tags'),
      priorities: of('priorities'),
      activations: of('activations'),
      statuses: of('statuses'),
    }
  },
})
