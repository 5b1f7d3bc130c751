'use client'

import { useQueryClient } from '@tanstack/react-query'
import { Save } from 'lucide-react'
import { useState } from 'react'
import { toast } from 'sonner'
import { runAction, showError, useAction } from '@/components/data/use-action'
import { ChangeList } from '@/components/policy/change-list'
import type { PolicyChange } from '@/components/policy/policy-settings'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Notice } from '@/components/ui/error-state'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { toastUndo } from '@/components/ui/toast'
import { WorkspaceLink } from '@/components/workspace/workspace-link'
import type { PolicySettings } from '@/lib/engine'
import type { PolicyDetailDto } from '@/lib/schemas/policy'
import { applyPolicyVersionAction, savePolicyVersionAction } from './actions'

type SavePolicyProps = {
  policy: PolicyDetailDto
  settings: PolicySettings
  changes: PolicyChange[]
  /** Some setting cannot be. */
  hasProblems: boolean
  /** The settings are those of the policy now. */
  onApplied: () => void
}

/** Keeps what was tried out: as a version that is not in use, or in use at once, which can be undone. */
export function SavePolicy({ policy, settings, changes, hasProblems, onApplied }: SavePolicyProps) {
  const client = useQueryClient()
  const [isOpen, setIsOpen] = useState(false)
  const [message, setMessage] = useState('')
  const refresh = () => client.invalidateQueries({ queryKey: ['policies'] })
  const close = () => {
    setIsOpen(false)
    setMessage('')
  }
  const use = async (version: number) => {
    await runAction(applyPolicyVersionAction, { id: policy.id, version })
    await Promise.all([refresh(), client.invalidateQueries({ queryKey: ['retrieval'] })])
  }
  const save = useAction(savePolicyVersionAction, {
    onSuccess: ({ version }) => {
      close()
      void refresh()
      toast.success(`Version ${version} is saved, and not in use yet.`, {
        action: (
          <WorkspaceLink href="/settings/policy" className="ml-auto shrink-0 text-accent text-xs underline">
            Open
          </WorkspaceLink>
        ),
      })
    },
    onError: () => undefined,
  })
  const apply = useAction(savePolicyVersionAction, {
    onSuccess: async ({ version }) => {
      try {
        await use(version)
      } catch (error) {
        void refresh()
        if (error instanceof Error) showError(error)
        return
      }
      close()
      onApplied()
      toastUndo(`Version ${version} is in use.`, () => {
        use(policy.activeVersion).catch(showError)
      })
    },
    onError: () => undefined,
  })
  const error = save.error ?? apply.error
  const input = { id: policy.id, settings, message: message.trim() }
  return (
    <Dialog
      open={isOpen}
      onOpenChange={setIsOpen}
      size="md"
      title={`Keep these settings in “${policy.name}”`}
      description={`Version ${policy.activeVersion} is in use. A draft changes nothing for others until it is applied.`}
      trigger={
        <Button variant="primary" disabled={changes.length === 0 || hasProblems}>
          <Save />
          Keep…
        </Button>
      }
      footer={
        <>
          <Button isPending={save.isPending} disabled={apply.isPending} onClick={() => save.mutate(input)}>
            Save as policy draft
          </Button>
          <Button
            variant="primary"
            isPending={apply.isPending}
            disabled={save.isPending}
            onClick={() => apply.mutate(input)}
          >
            Apply
          </Button>
        </>
      }
      className="space-y-3"
    >
      {error && <Notice title={error.message} requestId={error.requestId} />}
      <ChangeList changes={changes} />
      <Field label="What changes, and why">
        {(control) => (
          <Input {...control} value={message} maxLength={500} onChange={(event) => setMessage(event.target.value)} />
        )}
      </Field>
    </Dialog>
  )
}
