'use client'

import { useQueryClient } from '@tanstack/react-query'
import { GitPullRequestArrow, Plus } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useAction } from '@/components/data/use-action'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { ProposeSet } from '../changes/propose-set'
import { createQuerySetAction } from './actions'
import { SetFields, type SetWords } from './set-fields'

const EMPTY: SetWords = { name: '', description: '' }

/** An empty query set. */
export function NewSetDialog({ onCreated }: { onCreated: (id: string) => void }) {
  const [isOpen, setIsOpen] = useState(false)
  const [words, setWords] = useState(EMPTY)
  const [isProposed, setIsProposed] = useState(false)
  const client = useQueryClient()
  const create = useAction(createQuerySetAction, {
    onSuccess: ({ id }) => {
      void client.invalidateQueries({ queryKey: ['query-sets'] })
      change(false)
      onCreated(id)
    },
    onError: () => undefined,
  })
  const change = (next: boolean) => {
    setIsOpen(next)
    setWords(EMPTY)
    create.reset()
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    create.mutate(words)
  }
  if (isProposed) {
    return (
      <ProposeSet
        title={`Propose “${words.name.trim()}”`}
        description="The new query set stands in a change request, where queries are added. It is there once that is merged."
        edit={{ kind: 'create', ...words }}
        onClose={() => setIsProposed(false)}
      />
    )
  }
  return (
    <Dialog
      open={isOpen}
      onOpenChange={change}
      isTyped={words.name !== '' || words.description !== ''}
      trigger={
        <Button variant="primary">
          <Plus />
          New query set
        </Button>
      }
      title="New query set"
      description="Questions that belong together: what on-call asks, what a customer must never get."
    >
      <form onSubmit={submit} className="space-y-4">
        <SetFields
          words={words}
          onChange={setWords}
          errors={{
            name: create.error?.fields.name ?? create.error?.message,
            description: create.error?.fields.description,
          }}
        />
        <div className="flex justify-end gap-2">
          <Button disabled={words.name.trim() === '' || create.isPending} onClick={() => setIsProposed(true)}>
            <GitPullRequestArrow />
            Propose…
          </Button>
          <Button type="submit" variant="primary" disabled={words.name.trim() === ''} isPending={create.isPending}>
            Create
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
