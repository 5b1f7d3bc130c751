'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { toast } from 'sonner'
import type { ClientError } from '@/components/data/api-client'
import { useAction } from '@/components/data/use-action'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/dialog'
import { ErrorState, Notice } from '@/components/ui/error-state'
import { Section } from '@/components/ui/section'
import { Select } from '@/components/ui/select'
import { WorkspaceLink } from '@/components/workspace/workspace-link'
import { type DueDto, RETAINED, type RetentionDto } from '@/lib/schemas/workspaces/retention'
import { LoadingRows } from '../loading-rows'
import { changeRetentionAction } from './actions'
import { previewRetention, retentionQuery } from './queries'
import { FOR_EVER, RETAINED_WORDS, tellDue, toChoices } from './retention-words'

/** For how long the workspace keeps things. */
export function RetentionScreen({ canChange }: { canChange: boolean }) {
  const { data, error, refetch } = useQuery(retentionQuery())
  if (!data && error) {
    return (
      <ErrorState title="The settings could not be loaded" description={error.message} onRetry={() => void refetch()} />
    )
  }
  if (!data) return <LoadingRows label="Loading the settings" />
  return (
    <Section
      title="Retention"
      description="For how long the workspace keeps things. What is older is deleted for good, in the background, every few hours. Modules and their versions stay."
    >
      {!canChange && <Notice tone="info" title="Only owners and admins change this." />}
      <RetentionForm saved={data} canChange={canChange} />
    </Section>
  )
}

function RetentionForm({ saved, canChange }: { saved: RetentionDto; canChange: boolean }) {
  const client = useQueryClient()
  const [draft, setDraft] = useState<Partial<RetentionDto>>({})
  const [due, setDue] = useState<DueDto | null>(null)
  const wanted = { ...saved, ...draft }
  const isChanged = RETAINED.some((kind) => wanted[kind] !== saved[kind])
  const change = useAction(changeRetentionAction, {
    onSuccess: (changed) => {
      client.setQueryData(retentionQuery().queryKey, changed)
      setDraft({})
      setDue(null)
      toast('Retention is saved')
    },
    onError: () => setDue(null),
  })
  const preview = useMutation<DueDto, ClientError>({
    mutationFn: () => previewRetention(wanted),
    onSuccess: (found) => (tellDue(found).length > 0 ? setDue(found) : change.mutate(wanted)),
  })
  const error = preview.error ?? change.error
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        if (isChanged) preview.mutate()
      }}
    >
      {error && <Notice title={error.message} requestId={error.requestId} />}
      <ul aria-label="Retention" className="divide-y rounded-md border">
        {RETAINED.map((kind) => (
          <li key={kind} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-3 py-2">
            <div className="min-w-0 flex-1 basis-64">
              <p className="font-medium text-sm">{RETAINED_WORDS[kind].label}</p>
              <p className="max-w-[65ch] text-fg-muted text-xs">{RETAINED_WORDS[kind].hint}</p>
            </div>
            <Select
              aria-label={`Keep: ${RETAINED_WORDS[kind].label}`}
              className="w-36"
              disabled={!canChange || change.isPending}
              value={String(wanted[kind] ?? FOR_EVER)}
              options={toChoices(kind, saved[kind])}
              onValueChange={(value) => setDraft({ ...draft, [kind]: value === FOR_EVER ? null : Number(value) })}
            />
          </li>
        ))}
      </ul>
      {canChange && (
        <div className="flex flex-wrap items-center gap-2">
          <Button
            type="submit"
            variant="primary"
            disabled={!isChanged}
            isPending={preview.isPending || change.isPending}
          >
            Save
          </Button>
          <Button disabled={!isChanged} onClick={() => setDraft({})}>
            Reset
          </Button>
          <p className="text-fg-muted text-xs">
            How much was deleted, and when, stands in the{' '}
            <WorkspaceLink
              href="/settings/audit-log?what=retention"
              className="text-accent underline underline-offset-4"
            >
              audit log
            </WorkspaceLink>
            .
          </p>
        </div>
      )}
      <ConfirmDialog
        open={due !== null}
        onOpenChange={(isOpen) => {
          if (!isOpen) setDue(null)
        }}
        title="Delete what is older now?"
        description={
          <>
            <p>This is deleted for good, and cannot be brought back:</p>
            <ul className="mt-2 list-disc pl-5">{due && tellDue(due).map((line) => <li key={line}>{line}</li>)}</ul>
          </>
        }
        confirmLabel="Save and delete"
        isPending={change.isPending}
        onConfirm={() => change.mutate(wanted)}
      />
    </form>
  )
}
