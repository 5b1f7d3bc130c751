'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { runAction, showError } from '@/components/data/use-action'
import { useWorkspacePath } from '@/components/workspace/use-workspace-path'
import { LIMITS } from '@/lib/schemas/limits'
import { createChangeAction, putChangeEditsAction } from '../changes/actions'
import { countModules } from './use-archive'

type Proposal = { ids: string[]; kind: 'archive' | 'restore' }

/** Proposes to archive modules, or to bring them back, as a change request, and opens it. */
export function usePropose() {
  const client = useQueryClient()
  const router = useRouter()
  const toPath = useWorkspacePath()
  return useMutation({
    mutationFn: async ({ ids, kind }: Proposal) => {
      const title = `${kind === 'archive' ? 'Archive' : 'Restore'} ${countModules(ids.length)}`
      const edits = ids.map((moduleId) => ({ moduleId, kind }))
      const atOnce = LIMITS.changeEditsAtOnce
      const { number } = await runAction(createChangeAction, { title, edits: edits.slice(0, atOnce) })
      for (let start = atOnce; start < edits.length; start += atOnce) {
        await runAction(putChangeEditsAction, { number, edits: edits.slice(start, start + atOnce) })
      }
      return number
    },
    onSuccess: (number) => {
      void client.invalidateQueries({ queryKey: ['changes'] })
      router.push(toPath(`/changes/${number}`))
    },
    onError: showError,
  })
}
