'use client'

import { useQueryClient } from '@tanstack/react-query'
import { runAction } from '@/components/data/use-action'
import type { ThreadDto } from '@/lib/schemas/discussion'
import { resolveThreadAction } from '../../discussion/actions'
import { showThread } from '../../discussion/queries'
import { applySuggestion } from '../../discussion/suggestion'

/**
 * Takes what a thread suggests for its line over into the proposed text, and resolves it. Undefined for a thread on no line of
 * that text as it is.
 */
export function useApply(source: string, save: (source: string) => Promise<unknown>) {
  const client = useQueryClient()
  return ({ id: threadId, anchor, resolvedAt }: ThreadDto) => {
    const line = anchor?.side === 'new' && resolvedAt === null ? anchor.currentLine : null
    if (line === null) return undefined
    return async (suggestion: string) => {
      await save(applySuggestion(source, line, suggestion))
      showThread(client, await runAction(resolveThreadAction, { threadId }))
    }
  }
}
