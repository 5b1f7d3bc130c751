'use client'

import { useQueryClient } from '@tanstack/react-query'
import { Save } from 'lucide-react'
import { type FormEvent, useId, useState } from 'react'
import { toast } from 'sonner'
import type { ClientError } from '@/components/data/api-client'
import { refreshProduction } from '@/components/data/refresh-production'
import { runAction, showError, useAction, type WorkspaceAction } from '@/components/data/use-action'
import { useNeedsReview } from '@/components/data/use-needs-review'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Notice } from '@/components/ui/error-state'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { toastUndo } from '@/components/ui/toast'
import { tellSaved, tellUsed } from '@/components/ui/toast-words'
import { WorkspaceLink } from '@/components/workspace/workspace-link'
import type { PolicySettings } from '@/lib/engine'
import type { PolicyDetailDto, PolicyVersionDto } from '@/lib/schemas/contexts/policy'
import { ChangeList } from './change-list'
import { diffSettings } from './policy-settings'

type SavePolicyProps = {
  policy: PolicyDetailDto
  settings: PolicySettings
  /** Some setting cannot be. */
  hasProblems: boolean
  /** The button is its icon alone where there is little room. */
  isShort?: boolean
  save: WorkspaceAction<{ id: string; settings: PolicySettings; message: string }, PolicyVersionDto>
  use: WorkspaceAction<{ id: string; version: number }, PolicyDetailDto>
  /** Stands in the message until something else is written. */
  suggestion?: string
  /** The settings are those of the policy now. */
  onUsed?: () => void
  /** Of the last attempt; null when another one begins. */
  onError?: (error: ClientError | null) => void
}

/** How settings of a policy are saved, wherever they were tried: as a version, or in use at once, which can be undone. */
export function SavePolicy(props: SavePolicyProps) {
  const { policy, settings, hasProblems, isShort, suggestion = '', onUsed, onError } = props
  const client = useQueryClient()
  const formId = useId()
  const [isOpen, setIsOpen] = useState(false)
  const [typed, setTyped] = useState<string | null>(null)
  const changes = diffSettings(policy.settings, settings)
  const refresh = () => client.invalidateQueries({ queryKey: ['policies'] })
  const close = () => {
    setIsOpen(false)
    setTyped(null)
  }
  const use = async (version: number) => {
    await runAction(props.use, { id: policy.id, version })
    await refreshProduction(client)
  }
  const saveOnly = useAction(props.save, {
    onSuccess: ({ version }) => {
      close()
      void refresh()
      toast.success(tellSaved(version), {
        action: (
          <WorkspaceLink href="/settings/policy" className="ml-auto shrink-0 text-accent text-xs underline">
            Open
          </WorkspaceLink>
        ),
      })
    },
    // shown in the dialog
    onError: (error) => onError?.(error),
  })
  const saveAndUse = useAction(props.save, {
    onSuccess: async ({ version }) => {
      close()
      try {
        await use(version)
      } catch (error) {
        void refresh()
        if (error instanceof Error) showError(error)
        return
      }
      onUsed?.()
      toastUndo(tellUsed(version), () => {
        use(policy.activeVersion).catch(showError)
      })
    },
    // shown in the dialog
    onError: (error) => onError?.(error),
  })
  // a change request is the way to it then
  const needsReview = useNeedsReview()
  const error = saveOnly.error ?? saveAndUse.error
  const run = (mutation: typeof saveOnly) => {
    saveOnly.reset()
    saveAndUse.reset()
    onError?.(null)
    mutation.mutate({ id: policy.id, settings, message: (typed ?? suggestion).trim() })
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    run(needsReview ? saveOnly : saveAndUse)
  }
  return (
    <Dialog
      open={isOpen}
      onOpenChange={(next) => (next ? setIsOpen(true) : close())}
      size="md"
      title={`Save “${policy.name}”`}
      description={`Version ${policy.activeVersion} is in use. A saved version changes nothing until it is used.${needsReview ? ' This workspace requires review: propose it instead to bring it into use.' : ''}`}
      trigger={
        <Button variant="primary" disabled={changes.length === 0 || hasProblems}>
          <Save />
          <span className={isShort ? 'max-sm:sr-only' : undefined}>Save…</span>
        </Button>
      }
      footer={
        <>
          <Button isPending={saveOnly.isPending} disabled={saveAndUse.isPending} onClick={() => run(saveOnly)}>
            Save as version
          </Button>
          <Button
            variant="primary"
            type="submit"
            form={formId}
            isPending={saveAndUse.isPending}
            disabled={saveOnly.isPending || needsReview}
          >
            Save and use
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} noValidate className="space-y-3">
        {error && <Notice title={error.message} requestId={error.requestId} />}
        <ChangeList changes={changes} />
        <Field label="What changes, and why">
          {(control) => (
            <Input
              {...control}
              value={typed ?? suggestion}
              maxLength={500}
              onChange={(event) => setTyped(event.target.value)}
            />
          )}
        </Field>
      </form>
    </Dialog>
  )
}
