import type { Reader } from '@/lib/db/transaction'
import { storedOverlayEntriesSchema } from '@/lib/schemas/modules/chunk-overlay'
import type { StoredOverlay } from '@/lib/texts/prepare/mark-chunks'

/** The overlays in force of those modules that have one, by module id. */
export async function readOverlays(
  reader: Reader,
  workspaceId: string,
  moduleIds: string[],
): Promise<Map<string, StoredOverlay>> {
  if (moduleIds.length === 0) return new Map()
  const rows = await reader.$queryRaw<{ moduleId: string; version: number; entries: unknown }[]>`
    SELECT DISTINCT ON (o."moduleId") o."moduleId", o."version", o."entries" FROM "OverlayVersion" o
    WHERE o."workspaceId" = ${workspaceId} AND o."moduleId" = ANY(${moduleIds}::text[])
    ORDER BY o."moduleId", o."version" DESC`
  return new Map(
    rows.map(({ moduleId, version, entries }) => [
      moduleId,
      { version, entries: storedOverlayEntriesSchema.parse(entries) },
    ]),
  )
}
