'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useRef, useState } from 'react'
import { toast } from 'sonner'
import type { ProposeTarget } from '@/components/changes/propose-form'
import { ClientError } from '@/components/data/api-client'
import { randomKey } from '@/components/data/random-key'
import { runAction } from '@/components/data/use-action'
import { tellStopped } from '@/components/ui/toast-words'
import { useWorkspacePath } from '@/components/workspace/use-workspace-path'
import { LIMITS } from '@/lib/schemas/limits'
import type { FieldChanges } from '@/lib/schemas/modules/module'
import { createChangeAction, putChangeEditsAction, updateChangeAction } from '../changes/actions'
import { type Proposing, proposeEdits } from './propose-edits'

/** What becomes of each of the modules. */
export type ProposedEdit = { kind: 'archive' | 'restore' } | { fields: FieldChanges }
type Proposal = { ids: string[]; edit: ProposedEdit; target: ProposeTarget }

/**
 * Proposes to archive modules, to bring them back or to change fields of them, in a change request, and opens it. Stopped
 * before its end, it says where what was proposed by then stands.
 */
export function usePropose() {
  const client = useQueryClient()
  const router = useRouter()
  const toPath = useWorkspacePath()
  const [proposing, setProposing] = useState<Proposing>({ number: undefined, done: 0 })
  const reached = useRef(proposing)
  // two tabs of one person fill on their own
  const filling = useRef(randomKey())
  const stopping = useRef(new AbortController())
  const propose = useMutation<number, ClientError, Proposal>({
    mutationFn: ({ ids, edit, target }) => {
      const isStarted = reached.current.number !== undefined
      const from = isStarted || !('number' in target) ? reached.current : { number: target.number, done: 0 }
      return proposeEdits(
        ids.map((moduleId) => ({ moduleId, ...edit })),
        from,
        {
          atOnce: LIMITS.changeEditsAtOnce,
          create: async (edits, remaining) =>
            'number' in target
              ? target.number
              : (await runAction(createChangeAction, { ...target, edits, remaining, filling: filling.current })).number,
          // what stands in an open request already is not written over
          put: (number, edits, remaining) => {
            const kept = edits.map((each) => ({ ...each, revision: 0 }))
            return runAction(putChangeEditsAction, { number, edits: kept, remaining, filling: filling.current })
          },
          finish: (number) => runAction(updateChangeAction, { number, isFilled: true, filling: filling.current }),
          isUnchanged: (error) => error instanceof ClientError && error.data.isUnchanged === true,
          onProgress: (next) => {
            reached.current = next
            setProposing(next)
          },
          signal: stopping.current.signal,
        },
      )
    },
    onSettled: (_, __, { ids }) => {
      const { number, done } = reached.current
      if (number === undefined) return
      void client.invalidateQueries({ queryKey: ['changes'] })
      if (!stopping.current.signal.aborted) return
      const open = { label: 'Open', onClick: () => router.push(toPath(`/changes/${number}`)) }
      toast(tellStopped(done, ids.length, number), { duration: 8000, action: open })
    },
    onSuccess: (number) => {
      if (!stopping.current.signal.aborted) router.push(toPath(`/changes/${number}`))
    },
  })
  return { ...propose, done: proposing.done, stop: () => stopping.current.abort() }
}
