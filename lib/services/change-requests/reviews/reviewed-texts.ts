import { Prisma } from '@/lib/db/generated/client'
import type { Reader, Transaction } from '@/lib/db/transaction'
import type { ReviewedTextDto } from '@/lib/schemas/changes/change-request'
import { markedEdits } from './edit-marks'

/**
 * Keeps the texts of edits that somebody approved as they are. Call it in the transaction that changes them, before it does.
 */
export async function keepReviewedTexts(
  tx: Transaction,
  workspaceId: string,
  number: number,
  moduleIds: string[],
): Promise<void> {
  const where = { workspaceId, number, verdict: 'approved' }
  if ((await tx.changeReview.count({ where })) === 0) return
  await tx.$executeRaw`
    INSERT INTO "ReviewedText" ("workspaceId", "number", "moduleId", "hash", "source")
    SELECT e."workspaceId", e."number", e."moduleId", k."hash", e."source"
    FROM "ChangeRequestEdit" e
    JOIN ${markedEdits(workspaceId, number)} k ON k."kind" = 'module' AND k."id" = e."moduleId"
      AND k."id" = ANY(${moduleIds}::text[])
    WHERE e."workspaceId" = ${workspaceId} AND e."number" = ${number} AND e."moduleId" = ANY(${moduleIds}::text[])
      AND e."source" IS NOT NULL AND (e."moduleId", k."hash") IN ${approvedMarks(workspaceId, number)}
    ON CONFLICT DO NOTHING`
}

/** Drops the texts that no approval is of any more. Call it in the transaction that writes or deletes reviews. */
export async function dropReviewedTexts(tx: Transaction, workspaceId: string, number: number): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM "ReviewedText" t
    WHERE t."workspaceId" = ${workspaceId} AND t."number" = ${number}
      AND (t."moduleId", t."hash") NOT IN ${approvedMarks(workspaceId, number)}`
}

/** Modules and hashes of the edits of a request that approvals were given for. */
const approvedMarks = (workspaceId: string, number: number) => Prisma.sql`(
  SELECT m->>'id', m->>'hash'
  FROM "ChangeReview" r CROSS JOIN LATERAL jsonb_array_elements(r."edits") m
  WHERE r."workspaceId" = ${workspaceId} AND r."number" = ${number} AND r."verdict" = 'approved'
    AND m->>'kind' = 'module'
)`

/** What people approved of an edit, where that was another text than `proposed`; the newest approval first. */
export async function findReviewedTexts(
  reader: Reader,
  workspaceId: string,
  { number, moduleId, proposed }: { number: number; moduleId: string; proposed: string | null },
): Promise<ReviewedTextDto[]> {
  const rows = await reader.$queryRaw<{ reviewerId: string; createdAt: Date; source: string }[]>`
    SELECT r."reviewerId", r."createdAt", t."source"
    FROM "ChangeReview" r CROSS JOIN LATERAL jsonb_array_elements(r."edits") m
    JOIN "ReviewedText" t ON t."workspaceId" = r."workspaceId" AND t."number" = r."number" AND t."moduleId" = m->>'id'
      AND t."hash" = m->>'hash'
    WHERE r."workspaceId" = ${workspaceId} AND r."number" = ${number} AND r."verdict" = 'approved'
      AND m->>'kind' = 'module' AND m->>'id' = ${moduleId} AND t."source" IS DISTINCT FROM ${proposed}
    ORDER BY r."createdAt" DESC, r."reviewerId"`
  return rows.map(({ createdAt, ...row }) => ({ ...row, reviewedAt: createdAt.toISOString() }))
}
