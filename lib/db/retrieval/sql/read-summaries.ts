import type { StoredSummary } from '@/lib/engine/vocabulary/ports'
import { releaseEntries } from '../../releases/release-entries'
import type { Reader } from '../../transaction'

/** The summaries that the release's versions of these modules have now; by module, then in order, the whole first. */
export function readSummaries(
  reader: Reader,
  { workspaceId, releaseId }: { workspaceId: string; releaseId: string },
  moduleIds: string[],
): Promise<StoredSummary[]> {
  return reader.$queryRaw<StoredSummary[]>`
    SELECT s."moduleId", s."version", s."headingPath", s."startOffset", s."endOffset", s."summaryId", t."text",
      t."tokenCount"
    FROM ${releaseEntries(workspaceId, releaseId)} e
    JOIN "VersionSummary" s ON s."workspaceId" = e."workspaceId" AND s."moduleId" = e."moduleId"
      AND s."version" = e."version" AND s."isServed"
    JOIN "Summary" t ON t."workspaceId" = s."workspaceId" AND t."id" = s."summaryId"
    WHERE e."moduleId" = ANY(${moduleIds}::text[])
    ORDER BY s."moduleId" COLLATE "C", s."startOffset", s."endOffset" DESC, s."summaryId"`
}
