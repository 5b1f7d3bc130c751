'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useAction } from '@/components/data/use-action'
import { Dialog } from '@/components/ui/dialog'
import { useWorkspacePath } from '@/components/workspace/use-workspace-path'
import type { ChangeRequestDto } from '@/lib/schemas/change-request'
import type { CheckedQueryInput, QuerySetDto } from '@/lib/schemas/query-set'
import { createChangeAction, putChangeEditsAction } from './actions'
import { ProposeForm, type ProposeTarget } from './propose-form'

type ProposeSetProps = {
  set: QuerySetDto
  /** The set’s queries as they are proposed. */
  queries: CheckedQueryInput[]
  onClose: () => void
}

/** Proposes queries of a set in a change request, in place of being saved at once. */
export function ProposeSet({ set: { id, name, revision: baseRevision }, queries, onClose }: ProposeSetProps) {
  const client = useQueryClient()
  const router = useRouter()
  const toPath = useWorkspacePath()
  const options = {
    onSuccess: ({ number }: ChangeRequestDto) => {
      void client.invalidateQueries({ queryKey: ['changes'] })
      router.push(toPath(`/changes/${number}?set=${encodeURIComponent(id)}`))
    },
    // shown in the dialog
    onError: () => undefined,
  }
  const create = useAction(createChangeAction, options)
  const put = useAction(putChangeEditsAction, options)
  const propose = (target: ProposeTarget) => {
    create.reset()
    put.reset()
    const edit = { querySetId: id, queries, baseRevision }
    // what stands in an open request already is not written over
    if ('number' in target) put.mutate({ ...target, querySets: [{ ...edit, revision: 0 }] })
    else create.mutate({ ...target, querySets: [edit] })
  }
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      size="md"
      title={`Propose “${name}”`}
      description="The queries stand in a change request. Its checks run with them; the set changes once it is merged."
    >
      <ProposeForm
        error={create.error ?? put.error}
        isPending={create.isPending || put.isPending}
        onPropose={propose}
        onCancel={onClose}
      />
    </Dialog>
  )
}
