import type { Transaction } from '@/lib/db/transaction'
import { LIMITS } from '@/lib/schemas/limits'
import { storedOverlayEntriesSchema } from '@/lib/schemas/modules/chunk-overlay'
import type { StoredOverlay } from '@/lib/texts/prepare/mark-chunks'

type Reader = Pick<Transaction, '$queryRaw'>

/** Null: the audit log does not reach back so far. */
type MomentPolicies = { id: string; name: string; version: number; isInUse: boolean }[] | null

/**
 * The versions of policies that were in use at a moment, and whether they are now. The audit log has every change: the first
 * one after the moment says what was in use before it.
 */
export async function findMomentPolicies(reader: Reader, workspaceId: string, at: Date): Promise<MomentPolicies> {
  const [known] = await reader.$queryRaw<{ since: Date | null }[]>`
    SELECT min("at") AS "since" FROM "AuditEvent" WHERE "workspaceId" = ${workspaceId}`
  if (!known?.since || known.since > at) return null
  return reader.$queryRaw`
    SELECT p."id", p."name", v."version", v."version" = p."activeVersion" AS "isInUse" FROM "Policy" p
    LEFT JOIN LATERAL (
      SELECT (e."changes"->'activeVersion'->>'before')::int AS "version" FROM "AuditEvent" e
      WHERE e."workspaceId" = p."workspaceId" AND e."action" = 'policy.versionApplied' AND e."target" = p."id"
        AND e."at" > ${at} AND e."changes" ? 'activeVersion'
      ORDER BY e."at", e."id" LIMIT 1) f ON true
    JOIN "PolicyVersion" v ON v."workspaceId" = p."workspaceId" AND v."policyId" = p."id"
      AND v."version" = COALESCE(f."version", p."activeVersion")
    WHERE p."workspaceId" = ${workspaceId} ORDER BY p."id"`
}

export type MomentCuration = { moduleId: string; version: number; overlay: StoredOverlay }

/**
 * Modules whose chunks were curated otherwise at a moment than they are now, of the versions that production held then. A
 * version that was not the newest of its module then is still indexed as it was.
 */
export async function findMomentCuration(
  reader: Reader,
  workspaceId: string,
  at: Date,
  held: ReadonlyMap<string, number>,
): Promise<MomentCuration[]> {
  const keys = JSON.stringify([...held].map(([moduleId, version]) => ({ moduleId, version })))
  const rows = await reader.$queryRaw<{ moduleId: string; version: number; overlay: number; entries: unknown }[]>`
    SELECT v."moduleId", v."version", COALESCE(o."version", 0) AS "overlay", COALESCE(o."entries", '[]') AS "entries"
    FROM json_to_recordset(${keys}::json) AS k("moduleId" text, "version" int)
    JOIN "ModuleIndex" v
      ON v."workspaceId" = ${workspaceId} AND v."moduleId" = k."moduleId" AND v."version" = k."version"
    LEFT JOIN LATERAL (
      SELECT o."version", o."entries" FROM "OverlayVersion" o
      WHERE o."workspaceId" = v."workspaceId" AND o."moduleId" = v."moduleId" AND o."createdAt" <= ${at}
      ORDER BY o."version" DESC LIMIT 1) o ON true
    WHERE v."overlayVersion" <> COALESCE(o."version", 0) AND NOT EXISTS (
      SELECT 1 FROM "ModuleVersion" n
      WHERE n."workspaceId" = v."workspaceId" AND n."moduleId" = v."moduleId" AND n."version" > v."version"
        AND n."createdAt" <= ${at})
    ORDER BY v."moduleId" LIMIT ${LIMITS.momentCuration + 1}`
  return rows.map(({ moduleId, version, overlay, entries }) => ({
    ...{ moduleId, version },
    overlay: { version: overlay, entries: storedOverlayEntriesSchema.parse(entries) },
  }))
}
