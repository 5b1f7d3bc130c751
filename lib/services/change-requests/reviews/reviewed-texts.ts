import type { Reader, Transaction } from '@/lib/db/transaction'
import type { ReviewedTextDto } from '@/lib/schemas/changes/change-request'
import { markedEdits } from './edit-marks'

/**
 * Keeps the texts of edits that somebody reviewed as they are. Call it in the transaction that changes them, before it does.
 */
export async function keepReviewedTexts(
  tx: Transaction,
  workspaceId: string,
  number: number,
  moduleIds: string[],
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "ReviewedText" ("workspaceId", "number", "moduleId", "hash", "source")
    SELECT e."workspaceId", e."number", e."moduleId", k."hash", e."source"
    FROM "ChangeRequestEdit" e
    JOIN ${markedEdits(workspaceId, number)} k ON k."kind" = 'module' AND k."id" = e."moduleId"
    WHERE e."workspaceId" = ${workspaceId} AND e."number" = ${number} AND e."moduleId" = ANY(${moduleIds}::text[])
      AND e."source" IS NOT NULL AND EXISTS (
        SELECT 1 FROM "ChangeReview" r CROSS JOIN LATERAL jsonb_array_elements(r."edits") m
        WHERE r."workspaceId" = ${workspaceId} AND r."number" = ${number}
          AND m->>'kind' = 'module' AND m->>'id' = e."moduleId" AND m->>'hash' = k."hash"
      )
    ON CONFLICT DO NOTHING`
}

/** What people reviewed of an edit, where that was another text than `proposed`; the newest review first. */
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
    WHERE r."workspaceId" = ${workspaceId} AND r."number" = ${number}
      AND m->>'kind' = 'module' AND m->>'id' = ${moduleId} AND t."source" IS DISTINCT FROM ${proposed}
    ORDER BY r."createdAt" DESC, r."reviewerId"`
  return rows.map(({ createdAt, ...row }) => ({ ...row, reviewedAt: createdAt.toISOString() }))
}
