import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { callApi } from '@/components/data/api-client'
import { showError, useAction } from '@/components/data/use-action'
import type { ChangeRequestDto, ChangeSummaryDto } from '@/lib/schemas/changes/change-request'
import { LIMITS } from '@/lib/schemas/limits'
import { revertChangeAction } from '../actions'

const EVERY_MS = 500

/**
 * Takes a merged change request back by another one. One of many edits is filled part after part: how far it is shows meanwhile,
 * and closing it cancels.
 * @param edits of the merged request
 */
export function useRevert(number: number, edits: number, onReverted: (next: ChangeRequestDto) => void) {
  const [isCancelled, setIsCancelled] = useState(false)
  const revert = useAction(revertChangeAction, {
    onSuccess: onReverted,
    onError: (error) => {
      if (!isCancelled) showError(error)
    },
  })
  const isLong = revert.isPending && edits > LIMITS.changeEditsAtOnce
  const { data: begun } = useQuery({
    queryKey: ['changes', 'reverting', number],
    queryFn: ({ signal }) =>
      callApi<{ items: ChangeSummaryDto[] }>('/api/v1/change-requests?status=open&mine=true', { signal }),
    enabled: isLong,
    refetchInterval: EVERY_MS,
    gcTime: 0,
  })
  const back = isLong ? begun?.items.find(({ revertsNumber }) => revertsNumber === number) : undefined
  return {
    isPending: revert.isPending,
    /** Of one that takes a while. */
    running: back ? { done: back.edits, total: edits } : null,
    start: () => {
      setIsCancelled(false)
      revert.mutate({ number })
    },
    cancel: () => {
      if (!back) return
      setIsCancelled(true)
      // an action would wait for the one that reverts
      callApi(`/api/v1/change-requests/${back.number}`, { method: 'PATCH', json: { status: 'closed' } }).catch(
        showError,
      )
    },
  }
}
