import { prisma } from '@/lib/db/client'
import { bumpForReleases } from '@/lib/db/releases/bump-revision'
import { stampHolders } from '@/lib/db/releases/change-release'
import type { Transaction } from '@/lib/db/transaction'
import { versionKey } from '@/lib/engine'
import { EXTRACTIVE } from '@/lib/texts/prepare/extract-summaries'
import type { MadeSummary } from './make-summaries'

/** Rows per statement: one must not take longer than about 50 ms on the embedded database. */
const SUMMARIES_PER_STATEMENT = 100

export type SummarizedVersion = {
  moduleId: string
  version: number
  /** The curation that was left out of the summaries: others are made when it changes. */
  overlayVersion: number
  modelId: string | null
  summaries: MadeSummary[]
}

/**
 * Lets versions have these summaries from now on, in place of those they had. A version whose curation has changed
 * meanwhile, or that is gone, stays as it is.
 * @returns how many versions were changed
 */
export function storeSummaries(workspaceId: string, versions: SummarizedVersion[]): Promise<number> {
  return prisma.$transaction(async (tx) => {
    const { revision } = await bumpForReleases(tx, workspaceId)
    const marks = versions.map(({ moduleId, version, overlayVersion, modelId }) => ({
      moduleId,
      version,
      overlayVersion,
      madeBy: modelId ?? EXTRACTIVE,
    }))
    const marked = await tx.$queryRaw<{ moduleId: string; version: number }[]>`
      UPDATE "ModuleIndex" i SET "summarizedBy" = r."madeBy"
      FROM json_to_recordset(${JSON.stringify(marks)}::json)
        AS r("moduleId" text, "version" int, "overlayVersion" int, "madeBy" text)
      WHERE i."workspaceId" = ${workspaceId} AND i."moduleId" = r."moduleId" AND i."version" = r."version"
        AND i."overlayVersion" = r."overlayVersion"
      RETURNING i."moduleId", i."version"`
    const isMarked = new Set(marked.map(versionKey))
    const changed = versions.filter((version) => isMarked.has(versionKey(version)))
    await serve(tx, workspaceId, changed, revision)
    await stampHolders(tx, workspaceId, changed)
    return changed.length
  })
}

async function serve(
  tx: Transaction,
  workspaceId: string,
  versions: SummarizedVersion[],
  revision: number,
): Promise<void> {
  const keys = JSON.stringify(versions.map(({ moduleId, version }) => ({ moduleId, version })))
  await tx.$executeRaw`
    UPDATE "ReleaseEntry" e SET "summariesAtRevision" = ${revision}
    FROM json_to_recordset(${keys}::json) AS r("moduleId" text, "version" int)
    WHERE e."workspaceId" = ${workspaceId} AND e."moduleId" = r."moduleId" AND e."version" = r."version"`
  await tx.$executeRaw`
    UPDATE "VersionSummary" s SET "isServed" = false
    FROM json_to_recordset(${keys}::json) AS r("moduleId" text, "version" int)
    WHERE s."workspaceId" = ${workspaceId} AND s."moduleId" = r."moduleId" AND s."version" = r."version"
      AND s."isServed"`
  const summaries = versions.flatMap(({ moduleId, version, summaries }) =>
    summaries.map((summary) => ({ moduleId, version, ...summary })),
  )
  for (let start = 0; start < summaries.length; start += SUMMARIES_PER_STATEMENT) {
    const rows = JSON.stringify(summaries.slice(start, start + SUMMARIES_PER_STATEMENT))
    await tx.$executeRaw`
      INSERT INTO "Summary" ("workspaceId", "id", "text", "tokenCount")
      SELECT ${workspaceId}, r."summaryId", r."text", r."tokenCount"
      FROM json_to_recordset(${rows}::json) AS r("summaryId" text, "text" text, "tokenCount" int)
      ON CONFLICT DO NOTHING`
    await tx.$executeRaw`
      INSERT INTO "VersionSummary" ("workspaceId", "moduleId", "version", "startOffset", "endOffset", "summaryId",
        "headingPath", "sourceTokens", "isServed")
      SELECT DISTINCT ON (r."moduleId", r."version", r."startOffset", r."endOffset", r."summaryId")
        ${workspaceId}, r."moduleId", r."version", r."startOffset", r."endOffset", r."summaryId", r."headingPath",
        r."sourceTokens", true
      FROM json_to_recordset(${rows}::json) AS r("moduleId" text, "version" int, "startOffset" int, "endOffset" int,
        "summaryId" text, "headingPath" text[], "sourceTokens" int)
      ON CONFLICT ("workspaceId", "moduleId", "version", "startOffset", "endOffset", "summaryId")
      DO UPDATE SET "isServed" = true`
  }
}
