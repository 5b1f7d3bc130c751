import { prisma } from '@/lib/db/client'
import { TERMS_VERSION } from '@/lib/engine'
import { readKeptNoise } from '@/lib/indexing/versions/read-kept-noise'
import { LIMITS } from '@/lib/schemas/limits'
import type { Actor } from '@/lib/services/actor'
import { describePreparation } from '@/lib/texts/prepare/prepare-version'
import { storeEdits } from './store-edits'

/**
 * Prepares edits anew whose text is not prepared, or was under another curation, cleaner or indexing. The others stay.
 * @throws AppError CONFLICT when somebody changes such an edit meanwhile
 */
export async function refreshEdits(actor: Actor, workspaceId: string, number: number): Promise<void> {
  const preparedBy = describePreparation(await readKeptNoise(workspaceId))
  const stale = await prisma.$queryRaw<{ moduleId: string; source: string; revision: number }[]>`
    SELECT e."moduleId", e."source", e."revision" FROM "ChangeRequestEdit" e
    LEFT JOIN "ModuleVersion" v
      ON v."workspaceId" = e."workspaceId" AND v."moduleId" = e."moduleId" AND v."version" = e."version"
    WHERE e."workspaceId" = ${workspaceId} AND e."number" = ${number} AND e."kind" = 'text' AND e."source" IS NOT NULL
      AND (v."version" IS NULL OR v."preparedBy" <> ${preparedBy} OR v."termsVersion" < ${TERMS_VERSION}
        OR v."overlayVersion" <> (
          SELECT COALESCE(max(o."version"), 0) FROM "OverlayVersion" o
          WHERE o."workspaceId" = e."workspaceId" AND o."moduleId" = e."moduleId"
        ))
    ORDER BY e."moduleId"`
  for (let start = 0; start < stale.length; start += LIMITS.changeEditsAtOnce) {
    const batch = stale.slice(start, start + LIMITS.changeEditsAtOnce)
    const edits = batch.map((edit) => ({ ...edit, kind: 'text' as const }))
    await storeEdits(actor, workspaceId, { number }, edits, { isAgain: true })
  }
}
