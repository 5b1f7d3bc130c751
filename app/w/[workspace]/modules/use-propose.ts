'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import type { ProposeTarget } from '@/components/changes/propose-form'
import type { ClientError } from '@/components/data/api-client'
import { runAction } from '@/components/data/use-action'
import { useWorkspacePath } from '@/components/workspace/use-workspace-path'
import { LIMITS } from '@/lib/schemas/limits'
import type { FieldChanges } from '@/lib/schemas/module'
import { createChangeAction, putChangeEditsAction } from '../changes/actions'

/** What becomes of each of the modules. */
export type ProposedEdit = { kind: 'archive' | 'restore' } | { fields: FieldChanges }
type Proposal = { ids: string[]; edit: ProposedEdit; target: ProposeTarget }

/** Proposes to archive modules, to bring them back or to change fields of them, in a change request, and opens it. */
export function usePropose() {
  const client = useQueryClient()
  const router = useRouter()
  const toPath = useWorkspacePath()
  return useMutation<number, ClientError, Proposal>({
    mutationFn: async ({ ids, edit, target }) => {
      const edits = ids.map((moduleId) => ({ moduleId, ...edit }))
      const atOnce = LIMITS.changeEditsAtOnce
      const isNew = !('number' in target)
      const { number } = isNew
        ? await runAction(createChangeAction, { ...target, edits: edits.slice(0, atOnce) })
        : target
      for (let start = isNew ? atOnce : 0; start < edits.length; start += atOnce) {
        // what stands in an open request already is not written over
        const slice = edits.slice(start, start + atOnce).map((edit) => ({ ...edit, revision: 0 }))
        await runAction(putChangeEditsAction, { number, edits: slice })
      }
      return number
    },
    onSuccess: (number) => {
      void client.invalidateQueries({ queryKey: ['changes'] })
      router.push(toPath(`/changes/${number}`))
    },
  })
}
