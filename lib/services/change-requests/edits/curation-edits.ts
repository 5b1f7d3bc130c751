import { isDeepStrictEqual } from 'node:util'
import type { OverlayEntry } from '@/lib/engine'
import type { EditInput } from '@/lib/schemas/changes/change-inputs'
import { storedOverlayEntriesSchema } from '@/lib/schemas/modules/chunk-overlay'
import { readEntries } from '@/lib/services/chunk-overlays/entries/read-entries'
import { toStoredEntries } from '@/lib/services/chunk-overlays/entries/to-stored-entries'
import type { StoredOverlay } from '@/lib/texts/prepare/mark-chunks'

/** How an edit curates the chunks of its module: the entries that it is to have, and the overlay that they started from. */
export type EditCuration = { entries: OverlayEntry[]; baseVersion: number }

type Row = { curation: unknown; curationBase: number | null }

/** The curation of a stored edit; null for one that changes none. */
export function toCuration({ curation, curationBase }: Row): EditCuration | null {
  if (curation === null || curationBase === null) return null
  return { entries: storedOverlayEntriesSchema.parse(curation), baseVersion: curationBase }
}

/** What chunks of the edit are indexed with: the overlay that merging it makes. */
export const toOverlay = ({ entries, baseVersion }: EditCuration): StoredOverlay => ({
  entries,
  version: baseVersion + 1,
})

type Given = Pick<EditInput, 'moduleId' | 'kind' | 'curation'>

/**
 * The curation that an edit is stored with; null where that is the one that it started from.
 * @param before of the edit that it replaces
 * @param present the overlay in force
 * @returns a string with the problem where it starts from a curation that there is not
 */
export async function resolveCuration(
  workspaceId: string,
  { moduleId, kind, curation }: Given,
  before: EditCuration | null,
  present: StoredOverlay,
): Promise<EditCuration | null | string> {
  if (kind === 'archive' || kind === 'restore') return null
  if (!curation) return before
  const baseVersion = curation.baseVersion ?? before?.baseVersion ?? present.version
  const entries = toStoredEntries(curation.entries)
  const base = baseVersion === present.version ? present.entries : await readEntries(workspaceId, moduleId, baseVersion)
  if (base === null) return `has no curation ${baseVersion}`
  return isDeepStrictEqual(base, entries) ? null : { entries, baseVersion }
}
