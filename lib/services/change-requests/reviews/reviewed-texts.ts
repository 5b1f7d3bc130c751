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
    JOIN ${markedEdits(workspaceId, [number])} k ON k."kind" = 'module' AND k."id" = e."moduleId"
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

const APPROVED_EDITS = Prisma.sql`"ChangeReview" r CROSS JOIN LATERAL jsonb_array_elements(r."edits") m`

const APPROVED_TEXTS = Prisma.sql`${APPROVED_EDITS}
  JOIN "ReviewedText" t ON t."workspaceId" = r."workspaceId" AND t."number" = r."number"
    AND t."moduleId" = m->>'id' AND t."hash" = m->>'hash'`

const isOf = (workspaceId: string, number: number) =>
  Prisma.sql`r."workspaceId" = ${workspaceId} AND r."number" = ${number} AND r."verdict" = 'approved' AND m->>'kind' = 'module'`

/** Modules and hashes of the edits of a request that approvals were given for. */
const approvedMarks = (workspaceId: string, number: number) =>
  Prisma.sql`(SELECT m->>'id', m->>'hash' FROM ${APPROVED_EDITS} WHERE ${isOf(workspaceId, number)})`

type Shown = { number: number; moduleId: string; proposed: string | null }

type SinceReview = {
  /** What people approved of an edit, where that was another text than is proposed now; the newest approval first. */
  reviewed: ReviewedTextDto[]
  /** Who approved the text that is proposed now. */
  unchangedSince: string[]
}

/** An edit beside what people approved of it: each text once. */
export async function findReviewedTexts(
  reader: Reader,
  workspaceId: string,
  { number, moduleId, proposed }: Shown,
): Promise<SinceReview> {
  const rows = await reader.$queryRaw<{ source: string; reviewers: { id: string; at: string }[] }[]>`
    SELECT t."source", json_agg(json_build_object('id', r."reviewerId", 'at', r."createdAt") ORDER BY r."createdAt" DESC) AS "reviewers"
    FROM ${APPROVED_TEXTS}
    WHERE ${isOf(workspaceId, number)} AND t."moduleId" = ${moduleId} AND t."source" IS DISTINCT FROM ${proposed}
    GROUP BY t."workspaceId", t."number", t."moduleId", t."hash"
    ORDER BY max(r."createdAt") DESC, t."hash"`
  const unchanged = await reader.$queryRaw<{ reviewerId: string }[]>`
    SELECT r."reviewerId" FROM ${APPROVED_TEXTS}
    WHERE ${isOf(workspaceId, number)} AND t."moduleId" = ${moduleId} AND t."source" = ${proposed}
    UNION
    SELECT r."reviewerId" FROM ${APPROVED_EDITS}
    JOIN ${markedEdits(workspaceId, [number])} k ON k."kind" = 'module' AND k."id" = ${moduleId} AND k."hash" = m->>'hash'
    WHERE ${isOf(workspaceId, number)} AND m->>'id' = ${moduleId}`
  return {
    reviewed: rows.map(({ source, reviewers }) => ({
      source,
      reviewers: reviewers.map(({ id, at }) => ({ id, reviewedAt: new Date(at).toISOString() })),
    })),
    unchangedSince: unchanged.map(({ reviewerId }) => reviewerId).sort(),
  }
}

/** Of each who approved a text that is another one now, the first module of which that is so. */
export async function findChangedTexts(
  reader: Reader,
  workspaceId: string,
  number: number,
): Promise<Map<string, string>> {
  const rows = await reader.$queryRaw<{ reviewerId: string; moduleId: string }[]>`
    SELECT r."reviewerId", min(t."moduleId" COLLATE "C") AS "moduleId"
    FROM ${APPROVED_TEXTS}
    JOIN "ChangeRequestEdit" e ON e."workspaceId" = t."workspaceId" AND e."number" = t."number" AND e."moduleId" = t."moduleId"
      AND e."kind" <> 'curation' AND e."source" IS DISTINCT FROM t."source"
    WHERE ${isOf(workspaceId, number)}
    GROUP BY r."reviewerId"`
  return new Map(rows.map(({ reviewerId, moduleId }) => [reviewerId, moduleId]))
}
