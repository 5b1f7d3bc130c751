import type { Transaction } from '@/lib/db/transaction'

type VersionKey = { workspaceId: string; moduleId: string; version: number }
type UsedRange = { startOffset: number; endOffset: number; timesUsed: number; lastUsedAt: Date }

/**
 * Reads how often a version's chunks were used, by where they stand in its body: with other chunks in their place, the
 * counts are those of the passages still.
 */
export function readUsage(tx: Transaction, { workspaceId, moduleId, version }: VersionKey): Promise<UsedRange[]> {
  return tx.$queryRaw<UsedRange[]>`
    SELECT c."startOffset", c."endOffset", u."timesUsed", u."lastUsedAt"
    FROM "ChunkUsage" u JOIN "Chunk" c USING ("workspaceId", "moduleId", "version", "ordinal")
    WHERE u."workspaceId" = ${workspaceId} AND u."moduleId" = ${moduleId} AND u."version" = ${version}`
}

/** Gives each range's count to the chunk that has the most of it; one that has several ranges gets the highest. */
export async function carryUsage(tx: Transaction, key: VersionKey, usage: UsedRange[]): Promise<void> {
  if (usage.length === 0) return
  const { workspaceId, moduleId, version } = key
  await tx.$executeRaw`
    INSERT INTO "ChunkUsage" ("workspaceId", "moduleId", "version", "ordinal", "timesUsed", "lastUsedAt")
    SELECT ${workspaceId}, ${moduleId}, ${version}::int, c."ordinal", max(u."timesUsed"),
      max(u."lastUsedAt")
    FROM json_to_recordset(${JSON.stringify(usage)}::json)
      AS u("startOffset" int, "endOffset" int, "timesUsed" int, "lastUsedAt" timestamptz)
    CROSS JOIN LATERAL (
      SELECT k."ordinal" FROM "Chunk" k
      WHERE k."workspaceId" = ${workspaceId} AND k."moduleId" = ${moduleId} AND k."version" = ${version}
        AND k."startOffset" < u."endOffset" AND k."endOffset" > u."startOffset"
      ORDER BY least(k."endOffset", u."endOffset") - greatest(k."startOffset", u."startOffset") DESC, k."ordinal" LIMIT 1
    ) c
    GROUP BY c."ordinal"
    ON CONFLICT ("workspaceId", "moduleId", "version", "ordinal") DO NOTHING`
}
