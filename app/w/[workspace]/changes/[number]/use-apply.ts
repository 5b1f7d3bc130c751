'use client'

import { useQueryClient } from '@tanstack/react-query'
import { runAction } from '@/components/data/use-action'
import type { ThreadDto } from '@/lib/schemas/discussion'
import { resolveThreadAction } from '../../discussion/actions'
import { showThread } from '../../discussion/queries'
import { applySuggestion } from '../../discussion/suggestion'
import { putChangeEditsAction } from '../actions'
import { changeQuery } from '../queries'

type Edited = { number: number; moduleId: string; source: string; revision: number }

/**
 * Takes what a thread suggests for its line over into the proposed text, and resolves it. Undefined for a thread on no line of
 * that text as it is.
 */
export function useApply({ number, moduleId, source, revision }: Edited) {
  const client = useQueryClient()
  return ({ id: threadId, anchor, resolvedAt }: ThreadDto) => {
    const line = anchor?.side === 'new' && resolvedAt === null ? anchor.currentLine : null
    if (line === null) return undefined
    return async (suggestion: string) => {
      const edit = { moduleId, kind: 'text' as const, source: applySuggestion(source, line, suggestion), revision }
      const change = await runAction(putChangeEditsAction, { number, edits: [edit] })
      client.setQueryData(changeQuery(number).queryKey, change)
      void client.invalidateQueries({ queryKey: ['changes'] })
      showThread(client, await runAction(resolveThreadAction, { threadId }))
    }
  }
}
