'use client'

import { useQueryClient } from '@tanstack/react-query'
import { runAction } from '@/components/data/use-action'
import type { ThreadDto } from '@/lib/schemas/changes/discussion'
import { resolveThreadAction } from '../../discussion/actions'
import { showThread } from '../../discussion/queries'
import { applySuggestion, findHindrance, type Taking } from '../../discussion/suggestion'

/** How the proposed text is stored; a sentence where it cannot be, null where the person may not change it. */
export type SaveText = ((source: string) => Promise<unknown>) | string | null

/** @param isOld the text that is shown is not the one that the edit has now */
export function whyNotApplied(isInConflict: boolean, isOld: boolean): string {
  if (isInConflict) return 'Settle what is in the way above: then it can be applied.'
  return isOld ? 'The text has changed and is being read.' : ''
}

/**
 * Takes what a thread suggests for its line over into the proposed text, and resolves it.
 * @param never why that cannot be, whatever the line
 */
export function useApply(source: string, save: SaveText, never?: string) {
  const client = useQueryClient()
  return ({ id: threadId, anchor, resolvedAt }: ThreadDto): Taking | undefined => {
    if (save === null || anchor === null || resolvedAt !== null) return undefined
    const hindrance = never ?? findHindrance(source, anchor)
    if (hindrance !== null) return { hindrance }
    if (typeof save === 'string') return { hindrance: save }
    return {
      apply: async (suggestion) => {
        await save(applySuggestion(source, anchor.currentLine ?? 0, suggestion))
        showThread(client, await runAction(resolveThreadAction, { threadId }))
      },
    }
  }
}
