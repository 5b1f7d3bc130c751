'use client'

import { useQueryClient } from '@tanstack/react-query'
import { GitPullRequestArrow } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useAction } from '@/components/data/use-action'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import type { QuerySetDto } from '@/lib/schemas/query-sets/query-set'
import { ProposeSet } from '../changes/propose-set'
import { updateQuerySetAction } from './actions'
import { SetFields, type SetWords } from './set-fields'

type RenameSetDialogProps = { set: QuerySetDto; onClose: () => void }

/** Another name or description of a query set, at once or in a change request. */
export function RenameSetDialog({ set, onClose }: RenameSetDialogProps) {
  const { id, revision } = set
  const [words, setWords] = useState<SetWords>({ name: set.name, description: set.description })
  const [isProposed, setIsProposed] = useState(false)
  const client = useQueryClient()
  const rename = useAction(updateQuerySetAction, {
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['query-sets'] })
      onClose()
    },
    onError: () => undefined,
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    rename.mutate({ id, revision, ...words })
  }
  if (isProposed) {
    return (
      <ProposeSet
        title={`Propose to rename “${set.name}”`}
        description="The name and the description stand in a change request. They are in force once that is merged."
        edit={{ querySetId: id, baseRevision: revision, ...words }}
        onClose={() => setIsProposed(false)}
      />
    )
  }
  const isUnchanged = words.name === set.name && words.description === set.description
  const isRefused = words.name.trim() === '' || isUnchanged
  const fields = rename.error?.fields
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()} title="Rename and describe" isTyped={!isUnchanged}>
      <form onSubmit={submit} className="space-y-4">
        <SetFields
          words={words}
          onChange={setWords}
          errors={{ name: fields?.name ?? rename.error?.message, description: fields?.description }}
        />
        <div className="flex justify-end gap-2">
          <Button disabled={isRefused || rename.isPending} onClick={() => setIsProposed(true)}>
            <GitPullRequestArrow />
            Propose…
          </Button>
          <Button type="submit" variant="primary" disabled={isRefused} isPending={rename.isPending}>
            Save
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
