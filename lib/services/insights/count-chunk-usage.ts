import { prisma } from '@/lib/db/client'
import { giveWay } from '@/lib/services/jobs/give-way'

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
      const key = `${moduleId}@${version}#${ordinal}`
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

function readUsed(workspaceId: string, skip: number) {
  return prisma.$queryRaw<{ moduleId: string; version: number; ordinal: number; createdAt: Date }[]>`
    SELECT k->>'moduleId' AS "moduleId", (k->>'version')::int AS "version",
      split_part(k->>'chunkId', '#', 2)::int AS "ordinal", c."createdAt"
    FROM (
      SELECT "trace", "createdAt" FROM "Composition" WHERE "workspaceId" = ${workspaceId}
      ORDER BY "createdAt" DESC LIMIT ${COMPOSITIONS_PER_QUERY} OFFSET ${skip}
    ) c
    CROSS JOIN LATERAL jsonb_array_elements(c."trace"->'candidates') k
    WHERE k->>'fate' = 'included' AND k->>'chunkId' ~ '#[0-9]+$'`
}

/** In place of the counts before; chunks whose version is gone are left out. */
async function storeUsage(workspaceId: string, usage: Usage[]): Promise<void> {
  const rows = JSON.stringify(usage)
  await prisma.$transaction([
    prisma.chunkUsage.deleteMany({ where: { workspaceId } }),
    prisma.$executeRaw`
      INSERT INTO "ChunkUsage" ("workspaceId", "moduleId", "version", "ordinal", "timesUsed", "lastUsedAt")
      SELECT ${workspaceId}, r."moduleId", r."version", r."ordinal", r."timesUsed", r."lastUsedAt" AT TIME ZONE 'UTC'
      FROM json_to_recordset(${rows}::json)
        AS r("moduleId" text, "version" int, "ordinal" int, "timesUsed" int, "lastUsedAt" timestamptz)
      WHERE EXISTS (
        SELECT 1 FROM "Chunk" c WHERE c."workspaceId" = ${workspaceId} AND c."moduleId" = r."moduleId"
          AND c."version" = r."version" AND c."ordinal" = r."ordinal" OFFSET 0
      )`,
  ])
}
