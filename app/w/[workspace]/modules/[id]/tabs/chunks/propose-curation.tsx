'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { toast } from 'sonner'
import { ProposeForm, type ProposeTarget } from '@/components/changes/propose-form'
import { toClientError } from '@/components/data/api-client'
import { runAction } from '@/components/data/use-action'
import { Dialog } from '@/components/ui/dialog'
import { tellCurationProposed } from '@/components/ui/toast-words'
import { useWorkspacePath } from '@/components/workspace/use-workspace-path'
import type { CurationTextsDto } from '@/lib/schemas/changes/change-curation'
import { putEntry } from '../../../../changes/[number]/curation-changes'
import { createChangeAction, putChangeEditsAction } from '../../../../changes/actions'
import { changeQuery, changeTextsQuery } from '../../../../changes/queries'

type Entry = CurationTextsDto['base'][number]

export type ProposedCuration = {
  /** Of the chunk, from 0. */
  ordinal: number
  entry: Entry
  /** What was said of the chunk before. */
  replaced: Entry[]
  /** The curation that it begins with: what came since is a conflict, which the request tells. */
  current: { entries: Entry[]; version: number }
}

type ProposeCurationProps = ProposedCuration & {
  moduleId: string
  onProposed: () => void
  onClose: () => void
}

/** Proposes the curation of a chunk in a change request: beside what that curates of the module already. */
export function ProposeCuration(props: ProposeCurationProps) {
  const { moduleId, ordinal, entry, replaced, current, onProposed, onClose } = props
  const client = useQueryClient()
  const router = useRouter()
  const toPath = useWorkspacePath()
  const kind = 'curation' as const
  const putInto = async (number: number) => {
    const change = await client.fetchQuery({ ...changeQuery(number), staleTime: 0 })
    const edit = change.edits.find((each) => each.moduleId === moduleId)
    const revision = edit?.revision ?? 0
    const texts = edit?.curation && (await client.fetchQuery(changeTextsQuery(number, moduleId, revision, null)))
    const proposed = texts?.curation?.proposed
    const curation = proposed
      ? { entries: putEntry(proposed, entry, replaced) }
      : { entries: putEntry(current.entries, entry, replaced), baseVersion: current.version }
    return runAction(putChangeEditsAction, { number, edits: [{ moduleId, kind, curation, revision }] })
  }
  const propose = useMutation({
    mutationFn: (target: ProposeTarget) => {
      if ('number' in target) return putInto(target.number)
      const curation = { entries: putEntry(current.entries, entry, replaced), baseVersion: current.version }
      return runAction(createChangeAction, { ...target, edits: [{ moduleId, kind, curation }] })
    },
    onSuccess: ({ number }) => {
      void client.invalidateQueries({ queryKey: ['changes'] })
      const open = () => router.push(toPath(`/changes/${number}?module=${encodeURIComponent(moduleId)}`))
      toast(tellCurationProposed(ordinal, number), { id: `#${number}`, action: { label: 'Open', onClick: open } })
      onProposed()
    },
  })
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      size="md"
      title={`Propose the curation of chunk ${ordinal + 1}`}
      description="It stands in a change request. Its effect on contexts shows there; retrieval follows it once it is merged."
    >
      <ProposeForm
        error={propose.error && toClientError(propose.error)}
        isPending={propose.isPending}
        onPropose={(target) => propose.mutate(target)}
        onCancel={onClose}
      />
    </Dialog>
  )
}
