'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { ProposeTarget } from '@/components/changes/propose-form'
import { ClientError } from '@/components/data/api-client'
import { runAction } from '@/components/data/use-action'
import { useWorkspacePath } from '@/components/workspace/use-workspace-path'
import { LIMITS } from '@/lib/schemas/limits'
import type { FieldChanges } from '@/lib/schemas/modules/module'
import { createChangeAction, putChangeEditsAction } from '../changes/actions'
import { type Proposing, proposeEdits } from './propose-edits'

/** What becomes of each of the modules. */
export type ProposedEdit = { kind: 'archive' | 'restore' } | { fields: FieldChanges }
type Proposal = { ids: string[]; edit: ProposedEdit; target: ProposeTarget }

/** Proposes to archive modules, to bring them back or to change fields of them, in a change request, and opens it. */
export function usePropose() {
  const client = useQueryClient()
  const router = useRouter()
  const toPath = useWorkspacePath()
  const [proposing, setProposing] = useState<Proposing>({ number: undefined, done: 0 })
  const propose = useMutation<number, ClientError, Proposal>({
    mutationFn: ({ ids, edit, target }) => {
      const isStarted = proposing.number !== undefined
      const from = isStarted || !('number' in target) ? proposing : { number: target.number, done: 0 }
      return proposeEdits(
        ids.map((moduleId) => ({ moduleId, ...edit })),
        from,
        {
          atOnce: LIMITS.changeEditsAtOnce,
          create: async (edits) =>
            'number' in target ? target.number : (await runAction(createChangeAction, { ...target, edits })).number,
          // what stands in an open request already is not written over
          put: (number, edits) =>
            runAction(putChangeEditsAction, { number, edits: edits.map((each) => ({ ...each, revision: 0 })) }),
          isUnchanged: (error) => error instanceof ClientError && error.data.isUnchanged === true,
          onProgress: setProposing,
        },
      )
    },
    onSuccess: (number) => {
      void client.invalidateQueries({ queryKey: ['changes'] })
      router.push(toPath(`/changes/${number}`))
    },
  })
  return { ...propose, done: proposing.done }
}
