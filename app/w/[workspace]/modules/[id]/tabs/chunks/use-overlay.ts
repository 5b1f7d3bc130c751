import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { refreshProduction } from '@/components/data/refresh-production'
import { runAction, showError } from '@/components/data/use-action'
import { toastUndo } from '@/components/ui/toast'
import { type BoundEntry, bindOverlay, type Chunk } from '@/lib/engine'
import type { OverlayDto, OverlayEntryInput } from '@/lib/schemas/modules/chunk-overlay'
import { restoreOverlayAction, saveOverlayAction } from '../../actions'
import { overlayQuery } from '../../queries'

export type OverlayEntryDto = OverlayDto['entries'][number]

/** An entry as a save takes it. */
export function toInput({ anchor, isExcluded, keywords, questions }: OverlayEntryDto) {
  return { anchor: { headingPath: anchor.headingPath, text: anchor.text }, isExcluded, keywords, questions }
}

/** The module's curation, bound to the chunks of the text as it stands in the editor. */
export function useOverlay(id: string, chunks: Chunk[] | undefined) {
  const client = useQueryClient()
  const query = useQuery(overlayQuery(id))
  const overlay = query.data
  const bound = useMemo<BoundEntry<OverlayEntryDto>[]>(
    () => (overlay && chunks ? bindOverlay(overlay.entries, chunks) : []),
    [overlay, chunks],
  )
  const accept = (next: OverlayDto) => {
    client.setQueryData(overlayQuery(id).queryKey, next)
    void refreshProduction(client)
  }
  const restore = async (version: number) => accept(await runAction(restoreOverlayAction, { id, version }))
  /**
   * @param before the version that the entries began with
   * @throws ClientError, CONFLICT when somebody else saved meanwhile
   */
  const save = async (entries: OverlayEntryInput[], message: string, done: string, before = overlay?.version ?? 0) => {
    const next = await runAction(saveOverlayAction, { id, entries, message, baseVersion: before })
    accept(next)
    if (next.version > before) toastUndo(done, () => restore(before).catch(showError))
  }
  return { query, overlay, bound, save, restore }
}
