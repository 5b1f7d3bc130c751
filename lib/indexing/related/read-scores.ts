import { prisma } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import type { ReleaseKey } from '@/lib/db/releases/release'

/**
 * How alike the release's other modules are to one of them, 0–1: the mean of the cosines of their vectors and of their
 * term weights; the latter alone where there are no vectors.
 *
 * @param scope `indexId` names the embedding index whose vectors are compared
 */
export async function readScores(
  scope: ReleaseKey & { indexId: string },
  moduleId: string,
): Promise<Map<string, number>> {
  const { workspaceId, releaseId, indexId } = scope
  const indexed = Prisma.sql`
    SELECT i."terms", (
      SELECT v."embedding" FROM "ModuleEmbedding" v
      WHERE v."workspaceId" = i."workspaceId" AND v."model" = ${indexId} AND v."moduleId" = i."moduleId"
        AND v."version" = i."version"
    ) AS "embedding"
    FROM "ModuleIndex" i
    WHERE i."workspaceId" = e."workspaceId" AND i."moduleId" = e."moduleId" AND i."version" = e."version"
    OFFSET 0`
  const rows = await prisma.$queryRaw<{ moduleId: string; terms: number | null; vector: number | null }[]>`
    WITH own AS MATERIALIZED (
      SELECT i."terms", i."embedding" FROM "ReleaseEntry" e CROSS JOIN LATERAL (${indexed}) i
      WHERE e."workspaceId" = ${workspaceId} AND e."releaseId" = ${releaseId} AND e."moduleId" = ${moduleId}
    )
    SELECT e."moduleId", 1 - (i."terms" <=> own."terms") AS "terms",
      CASE WHEN vector_dims(i."embedding") = vector_dims(own."embedding") THEN -(i."embedding" <#> own."embedding") END
        AS "vector"
    FROM own, "ReleaseEntry" e CROSS JOIN LATERAL (${indexed}) i
    WHERE e."workspaceId" = ${workspaceId} AND e."releaseId" = ${releaseId}
      AND e."moduleId" <> ${moduleId}`
  return new Map(
    rows.map(({ moduleId, terms, vector }) => {
      // a text without terms has no direction
      const lexical = terms !== null && Number.isFinite(terms) ? Math.max(0, terms) : 0
      return [moduleId, vector === null ? lexical : (lexical + Math.max(0, vector)) / 2]
    }),
  )
}
