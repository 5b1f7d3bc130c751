import type { SearchQuery } from '@/lib/engine/vocabulary/ports'
import { Prisma } from '../../generated/client'
import { toVector } from '../../index-rows'
import { distanceTo, isIndexed, tableOf } from '../approximate/index-sql'
import type { Serving } from '../approximate/serving'
import type { SearchScope } from '../hits'
import { liveModules } from './live-modules'

/**
 * The nearest vectors that a query may see, by the approximate index: rows come from it in the order of their distance,
 * and each is asked whether it may be seen. `OFFSET 0` keeps that a look-up: as a join it would be made first, for all.
 */
export function nearestRows(scope: SearchScope, query: SearchQuery, serving: Serving, limit: number): Prisma.Sql {
  const embedding = query.embedding ?? []
  const ordinal = serving.documents === 'chunks' ? Prisma.sql`c."ordinal"` : Prisma.sql`0`
  const only = Prisma.sql`AND e."moduleId" = c."moduleId" AND e."version" = c."version"`
  return Prisma.sql`
    SELECT 'vector' AS retriever, n.* FROM (
      SELECT c."moduleId", c."version", ${ordinal} AS "ordinal",
        -(c."embedding" <#> ${toVector(embedding)}::vector) AS "score"
      FROM ${tableOf(serving.documents)} c
      WHERE ${isIndexed(serving)} AND EXISTS (${liveModules(scope, query, { only })} OFFSET 0)
      ORDER BY ${distanceTo(embedding)} LIMIT ${limit}
    ) n
    WHERE n."score" > 0`
}
