import { prisma } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import type { Reader } from '@/lib/db/transaction'
import type { LockedIndex, LockedModule, LockedPolicy } from '@/lib/schemas/releases/lockfile'

/** As SHA-256 in hexadecimal digits of a text. */
const hashed = (text: Prisma.Sql) => Prisma.sql`encode(sha256(convert_to(${text}, 'UTF8')), 'hex')`

/**
 * What a lockfile says of versions: by module, then the newest version first.
 * @param versions a table for FROM with `moduleId` and `version`
 */
export function readLockedModules(reader: Reader, workspaceId: string, versions: Prisma.Sql): Promise<LockedModule[]> {
  // a chunk is what was indexed of a place of the body; excluded ones stand in the body and are not searched
  const chunks = Prisma.sql`string_agg(
    concat_ws(' ', c."ordinal", c."startOffset", c."endOffset", c."contentHash"), ',' ORDER BY c."ordinal"
  )`
  const excluded = Prisma.sql`array_to_string(i."excludedOrdinals", ' ')`
  return reader.$queryRaw`
    SELECT v."moduleId" AS "id", v."version", v."contentHash" AS "sha256",
      ${hashed(Prisma.sql`concat_ws('/', COALESCE((
        SELECT ${chunks} FROM "Chunk" c
        WHERE c."workspaceId" = v."workspaceId" AND c."moduleId" = v."moduleId" AND c."version" = v."version"
      ), ''), ${excluded})`)} AS "chunks"
    FROM ${versions} k
    JOIN "ModuleVersion" v
      ON v."workspaceId" = ${workspaceId} AND v."moduleId" = k."moduleId" AND v."version" = k."version"
    JOIN "ModuleIndex" i
      ON i."workspaceId" = v."workspaceId" AND i."moduleId" = v."moduleId" AND i."version" = v."version"
    ORDER BY v."moduleId" COLLATE "C", v."version" DESC`
}

/** Each policy with its active version, by id. */
export function readLockedPolicies(workspaceId: string): Promise<LockedPolicy[]> {
  return prisma.$queryRaw`
    SELECT p."id", v."version", ${hashed(Prisma.sql`v."settings"::text`)} AS "sha256", p."isDefault"
    FROM "Policy" p
    JOIN "PolicyVersion" v
      ON v."workspaceId" = p."workspaceId" AND v."policyId" = p."id" AND v."version" = p."activeVersion"
    WHERE p."workspaceId" = ${workspaceId}
    ORDER BY p."id" COLLATE "C"`
}

/** Those of these versions of policies that are there. */
export function readPolicyHashes(
  workspaceId: string,
  policies: { id: string; version: number }[],
): Promise<{ id: string; version: number; sha256: string }[]> {
  return prisma.$queryRaw`
    SELECT v."policyId" AS "id", v."version", ${hashed(Prisma.sql`v."settings"::text`)} AS "sha256"
    FROM json_to_recordset(${JSON.stringify(policies)}::json) AS k("id" text, "version" int)
    JOIN "PolicyVersion" v
      ON v."workspaceId" = ${workspaceId} AND v."policyId" = k."id" AND v."version" = k."version"`
}

/** What makes vectors now; null before there are any. */
export async function readLockedIndex(workspaceId: string): Promise<LockedIndex | null> {
  const rows = await prisma.$queryRaw<LockedIndex[]>`
    SELECT i."kind", i."modelName" AS "model", i."dimensions",
      ${hashed(Prisma.sql`concat_ws('/', i."isLate", i."parentShare", to_json(i."queryPrefix"), to_json(i."textPrefix"), (
        SELECT string_agg(encode(sha256(f."bytes"), 'hex'), ',' ORDER BY f."ordinal") FROM "EmbeddingFitPart" f
        WHERE f."workspaceId" = i."workspaceId" AND f."indexId" = i."id"
      ))`)} AS "sha256"
    FROM "EmbeddingIndex" i
    WHERE i."workspaceId" = ${workspaceId} AND i."status" = 'active'
    LIMIT 1`
  return rows[0] ?? null
}
