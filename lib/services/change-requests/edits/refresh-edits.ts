import { prisma } from '@/lib/db/client'
import { TERMS_VERSION } from '@/lib/engine'
import { readKeptNoise } from '@/lib/indexing/versions/read-kept-noise'
import { LIMITS } from '@/lib/schemas/limits'
import type { Actor } from '@/lib/services/actor'
import { describePreparation } from '@/lib/texts/prepare/prepare-version'
import { storeEdits } from './store-edits'

/**
 * Prepares edits anew whose text is not prepared, or was under another curation, cleaner or indexing, and curation of what
 * is not the newest text any more. The others stay.
 * @throws AppError CONFLICT when somebody changes such an edit meanwhile
 */
export async function refreshEdits(actor: Actor, workspaceId: string, number: number): Promise<void> {
  const preparedBy = describePreparation(await readKeptNoise(workspaceId))
  const stale = await prisma.$queryRaw<{ moduleId: string; source: string | null; revision: number }[]>`
    SELECT e."moduleId", e."source", e."revision" FROM "ChangeRequestEdit" e
    LEFT JOIN "ModuleVersion" v
      ON v."workspaceId" = e."workspaceId" AND v."moduleId" = e."moduleId" AND v."version" = e."version"
    LEFT JOIN "ModuleIndex" i
      ON i."workspaceId" = v."workspaceId" AND i."moduleId" = v."moduleId" AND i."version" = v."version"
    LEFT JOIN "Module" m ON m."workspaceId" = e."workspaceId" AND m."id" = e."moduleId"
    LEFT JOIN "ModuleVersion" n
      ON n."workspaceId" = m."workspaceId" AND n."moduleId" = m."id" AND n."version" = m."latestVersion"
    WHERE e."workspaceId" = ${workspaceId} AND e."number" = ${number} 
      AND (e."kind" = 'text' AND e."source" IS NOT NULL OR e."kind" = 'curation' AND e."curation" IS NOT NULL AND n."version" IS NOT NULL)
      AND (v."version" IS NULL OR i."preparedBy" <> ${preparedBy} OR i."termsVersion" < ${TERMS_VERSION}
        OR e."kind" = 'curation' AND v."contentHash" <> n."contentHash"
        OR i."overlayVersion" <> COALESCE(e."curationBase" + 1, (
          SELECT max(o."version") FROM "OverlayVersion" o
          WHERE o."workspaceId" = e."workspaceId" AND o."moduleId" = e."moduleId"
        ), 0))
    ORDER BY e."moduleId"`
  for (let start = 0; start < stale.length; start += LIMITS.changeEditsAtOnce) {
    const batch = stale.slice(start, start + LIMITS.changeEditsAtOnce)
    const edits = batch.map(({ source, ...edit }) =>
      source === null ? { ...edit, kind: 'curation' as const } : { ...edit, kind: 'text' as const, source },
    )
    await storeEdits(actor, workspaceId, { number }, edits, { isAgain: true })
  }
}
