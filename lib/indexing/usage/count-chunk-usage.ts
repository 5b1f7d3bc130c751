import { toChunkId } from '@/lib/db/chunk-id'
import { prisma } from '@/lib/db/client'
import { withOutline } from '@/lib/db/compositions/with-outline'
import { Prisma } from '@/lib/db/generated/client'
import { giveWay } from '@/lib/give-way'

/** The latest compositions that count; older ones say little about the next. */
const COMPOSITIONS = 500
const COMPOSITIONS_PER_QUERY = 50
/** Chunks that are kept; every process has their modules in memory first. */
const CHUNKS = 200

type Usage = { moduleId: string; version: number; ordinal: number; timesUsed: number; lastUsedAt: Date }

/** Counts which chunks the latest compositions included, keeps the counts of the frequent ones. */
export async function countChunkUsage(workspaceId: string, signal: AbortSignal): Promise<void> {
  const counts = new Map<string, Usage>()
  for (let skip = 0; skip < COMPOSITIONS; skip += COMPOSITIONS_PER_QUERY) {
    signal.throwIfAborted()
    const rows = await readUsed(workspaceId, skip)
    for (const { moduleId, version, ordinal, createdAt } of rows) {
      if (ordinal === null) continue
      const key = toChunkId({ moduleId, version, ordinal })
      const known = counts.get(key)
      if (known) known.timesUsed++
      else counts.set(key, { moduleId, version, ordinal, timesUsed: 1, lastUsedAt: createdAt })
    }
    if (rows.length === 0) break
    await giveWay()
  }
  const frequent = [...counts.values()]
    .sort((a, b) => b.timesUsed - a.timesUsed || Number(b.lastUsedAt) - Number(a.lastUsedAt))
    .slice(0, CHUNKS)
  await storeUsage(workspaceId, frequent)
}

/**
 * The chunks that stand where compositions took their text from: once each, whatever a composition called them, since a
 * version may have been cut anew.
 */
function readUsed(workspaceId: string, skip: number) {
  return prisma.$queryRaw<{ moduleId: string; version: number; ordinal: number | null; createdAt: Date }[]>`
    WITH sent AS (
      SELECT c."id", c."createdAt", s->>'moduleId' AS "moduleId", (s->>'version')::int AS "version",
        split_part(s->>'chunkId', '#', 2)::int AS "ordinal",
        min((s->>'sourceStart')::int) AS "start", max((s->>'sourceEnd')::int) AS "end"
      FROM ${withOutline(Prisma.sql`
        WHERE c."workspaceId" = ${workspaceId} ORDER BY c."createdAt" DESC
        LIMIT ${COMPOSITIONS_PER_QUERY} OFFSET ${skip}`)} c
      CROSS JOIN LATERAL jsonb_array_elements(c."outline"->'spans') s
      WHERE s->>'chunkId' ~ '#[0-9]{1,9}$' AND s ? 'sourceStart'
      GROUP BY 1, 2, 3, 4, 5
    )
    SELECT DISTINCT s."id", s."createdAt", s."moduleId", s."version", COALESCE(same."ordinal", (
      SELECT k."ordinal" FROM "Chunk" k
      WHERE k."workspaceId" = ${workspaceId} AND k."moduleId" = s."moduleId" AND k."version" = s."version"
        AND k."startOffset" < s."end" AND k."endOffset" > s."start"
      ORDER BY least(k."endOffset", s."end") - greatest(k."startOffset", s."start") DESC, k."ordinal" LIMIT 1
    )) AS "ordinal"
    FROM sent s
    LEFT JOIN "Chunk" same ON same."workspaceId" = ${workspaceId} AND same."moduleId" = s."moduleId"
      AND same."version" = s."version" AND same."ordinal" = s."ordinal"
      AND same."startOffset" <= s."start" AND same."endOffset" >= s."end"`
}

/** In place of the counts before; chunks whose version is gone are left out. */
async function storeUsage(workspaceId: string, usage: Usage[]): Promise<void> {
  const rows = JSON.stringify(usage)
  await prisma.$transaction([
    prisma.chunkUsage.deleteMany({ where: { workspaceId } }),
    prisma.$executeRaw`
      INSERT INTO "ChunkUsage" ("workspaceId", "moduleId", "version", "ordinal", "timesUsed", "lastUsedAt")
      SELECT ${workspaceId}, r."moduleId", r."version", r."ordinal", r."timesUsed", r."lastUsedAt"
      FROM json_to_recordset(${rows}::json)
        AS r("moduleId" text, "version" int, "ordinal" int, "timesUsed" int, "lastUsedAt" timestamptz)
      WHERE EXISTS (
        SELECT 1 FROM "Chunk" c WHERE c."workspaceId" = ${workspaceId} AND c."moduleId" = r."moduleId"
          AND c."version" = r."version" AND c."ordinal" = r."ordinal" OFFSET 0
      )`,
  ])
}
