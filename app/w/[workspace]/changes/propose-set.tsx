'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import type { z } from 'zod'
import { ProposeForm, type ProposeTarget } from '@/components/changes/propose-form'
import { useAction } from '@/components/data/use-action'
import { Dialog } from '@/components/ui/dialog'
import { useWorkspacePath } from '@/components/workspace/use-workspace-path'
import type { querySetInputs } from '@/lib/schemas/changes/change-query-set'
import type { ChangeRequestDto } from '@/lib/schemas/changes/change-request'
import { createChangeAction, putChangeEditsAction } from './actions'

type ProposeSetProps = {
  title: string
  description: string
  /** What becomes of the set; without its id, the set is created. */
  edit: z.input<typeof querySetInputs>[number]
  onClose: () => void
}

/** Proposes what becomes of a query set in a change request, in place of being done at once. */
export function ProposeSet({ title, description, edit, onClose }: ProposeSetProps) {
  const client = useQueryClient()
  const router = useRouter()
  const toPath = useWorkspacePath()
  const options = {
    onSuccess: ({ number, querySets }: ChangeRequestDto) => {
      void client.invalidateQueries({ queryKey: ['changes'] })
      const [made] = querySets
        .filter(({ kind }) => kind === 'create')
        .toSorted((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1))
      const id = edit.querySetId ?? made?.querySetId ?? ''
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
    // what stands in an open request already is not written over
    if ('number' in target) put.mutate({ ...target, querySets: [{ ...edit, revision: 0 }] })
    else create.mutate({ ...target, querySets: [edit] })
  }
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()} size="md" title={title} description={description}>
      <ProposeForm
        error={create.error ?? put.error}
        isPending={create.isPending || put.isPending}
        onPropose={propose}
        onCancel={onClose}
      />
    </Dialog>
  )
}
