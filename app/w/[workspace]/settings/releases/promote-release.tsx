'use client'

import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { type FormEvent, useId, useState } from 'react'
import { useAction } from '@/components/data/use-action'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { ErrorState, Notice } from '@/components/ui/error-state'
import { Field } from '@/components/ui/field'
import { formatCount } from '@/components/ui/format-number'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { useWorkspacePath } from '@/components/workspace/use-workspace-path'
import { LIMITS } from '@/lib/schemas/limits'
import type { ReleaseComparisonDto, ReleaseDto } from '@/lib/schemas/releases/release'
import { LoadingRows } from '../loading-rows'
import { proposeReleaseAction } from './actions'
import { releaseChangesQuery } from './queries'

type PromoteReleaseProps = {
  release: ReleaseDto
  /** Releases that it can be promoted into, at least one. */
  targets: ReleaseDto[]
  onClose: () => void
}

const nameOf = ({ id, name, baseId }: ReleaseDto) => (baseId === null ? 'production' : `“${name || id}”`)

/** Opens a change request that makes another release what this one is. */
export function PromoteRelease({ release, targets, onClose }: PromoteReleaseProps) {
  const { id } = release
  const router = useRouter()
  const toPath = useWorkspacePath()
  const formId = useId()
  const [into, setInto] = useState(targets[0]?.id ?? '')
  const [written, setTitle] = useState<string>()
  const target = targets.find((each) => each.id === into)
  const changes = useQuery(releaseChangesQuery(id, into))
  const propose = useAction(proposeReleaseAction, {
    onSuccess: ({ number }) => router.push(toPath(`/changes/${number}`)),
    onError: () => undefined,
  })
  if (!target) return null
  const title = written ?? `Promote ${nameOf(release)} into ${nameOf(target)}`
  const edits = changes.data && countEdits(changes.data, target)
  const isPending = propose.isPending || propose.isSuccess
  const mayOpen = edits !== undefined && edits > 0 && edits <= LIMITS.changeEdits && title.trim() !== ''
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!isPending && mayOpen) propose.mutate({ id, target: into, title })
  }
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={`Promote ${nameOf(release)}`}
      description="It opens a change request. Once that is merged, the release that you choose holds what this one holds now."
      size="md"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} variant="primary" isPending={isPending} disabled={!mayOpen}>
            Open change request
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} noValidate className="flex flex-col gap-4">
        {propose.error && !propose.error.fields.title && (
          <Notice title={propose.error.message} requestId={propose.error.requestId} />
        )}
        <Field label="Into">
          {(control) => (
            <Select
              {...control}
              value={into}
              onValueChange={(next) => {
                propose.reset()
                setInto(next)
              }}
              options={targets.map((each) => ({
                value: each.id,
                label: each.name || each.id,
                hint: each.isProtected ? 'protected' : undefined,
              }))}
            />
          )}
        </Field>
        <Field label="Title" error={propose.error?.fields.title}>
          {(control) => (
            <Input
              {...control}
              value={title}
              maxLength={LIMITS.titleLength}
              onChange={(event) => setTitle(event.target.value)}
            />
          )}
        </Field>
        {changes.error ? (
          <ErrorState
            title="The differences could not be loaded"
            description={changes.error.message}
            onRetry={() => void changes.refetch()}
          />
        ) : changes.data ? (
          <Changes changes={changes.data} target={target} />
        ) : (
          <LoadingRows label="Loading the differences" />
        )}
      </form>
    </Dialog>
  )
}

/** A text that production holds under another number is no edit there. */
const countEdits = ({ total, sameText }: ReleaseComparisonDto, { baseId }: ReleaseDto) =>
  baseId === null ? total - sameText : total

function Changes({ changes, target }: { changes: ReleaseComparisonDto; target: ReleaseDto }) {
  const edits = countEdits(changes, target)
  const shown = target.baseId === null ? changes.items.filter(({ isSameText }) => !isSameText) : changes.items
  return (
    <div className="flex flex-col gap-2">
      <p className="text-sm" role="status">
        {edits === 0
          ? `There is nothing to promote: ${nameOf(target)} holds the same.`
          : edits > LIMITS.changeEdits
            ? `${formatCount(edits, 'module')} differ, and a change request has at most ${LIMITS.changeEdits} edits.`
            : `${formatCount(edits, 'module changes', 'modules change')} in ${nameOf(target)}.`}
      </p>
      {shown.length > 0 && (
        <ul
          aria-label="Modules that change"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls is scrolled by keys, too
          tabIndex={0}
          className="max-h-60 overflow-y-auto rounded-md border"
        >
          {shown.map(({ moduleId, name, before, after }) => (
            <li key={moduleId} className="flex items-center gap-3 border-b px-3 py-1.5 text-sm last:border-b-0">
              <span className="min-w-0 flex-1 truncate" title={moduleId}>
                {name}
              </span>
              <span className="shrink-0 text-fg-muted text-xs tabular-nums">{describeChange(before, after)}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function describeChange(before: number | null, after: number | null): string {
  if (after === null) return 'leaves it'
  return before === null ? `comes in, version ${after}` : `version ${before} → ${after}`
}
