'use client'

import { useQuery } from '@tanstack/react-query'
import { Pencil, Trash2 } from 'lucide-react'
import { useCallback, useState } from 'react'
import { toQuery } from '@/components/data/api-client'
import { runAction, useAction } from '@/components/data/use-action'
import { forgetKept, isKept, useKept } from '@/components/data/use-kept'
import { SourceDiff } from '@/components/source/source-diff'
import { Button } from '@/components/ui/button'
import { ErrorState, Notice } from '@/components/ui/error-state'
import { formatCount } from '@/components/ui/format-number'
import { RelativeTime } from '@/components/ui/relative-time'
import { Skeleton } from '@/components/ui/skeleton'
import { toastUndo } from '@/components/ui/toast'
import { tellEditRemoved } from '@/components/ui/toast-words'
import { useWorkspacePath } from '@/components/workspace/use-workspace-path'
import { WorkspaceLink } from '@/components/workspace/workspace-link'
import type { ChangeQuerySetDto, ChangeSetTextsDto } from '@/lib/schemas/changes/change-query-set'
import type { ChangeRequestDto } from '@/lib/schemas/changes/change-request'
import type { Me } from '../../discussion/me'
import { putChangeEditsAction, removeChangeQuerySetAction } from '../actions'
import { describeNoSuggestion, describeSetConflict, isOpenStatus } from '../change-words'
import { changeSetTextsQuery } from '../queries'
import { DiscussedDiff } from './discussed-diff'
import { type SaveText, whyNotApplied } from './use-apply'
import { useShowChange } from './use-show-change'

type QuerySetPaneProps = { change: ChangeRequestDto; set: ChangeQuerySetDto; canEdit: boolean; me: Me }

/** What the change request makes of a query set, as its file, and what is in its way. */
export function QuerySetPane({ change: { number, releaseId, status }, set, canEdit, me }: QuerySetPaneProps) {
  const { querySetId, kind, name, queries, checks, revision, conflict, version } = set
  const showChange = useShowChange()
  const toPath = useWorkspacePath()
  const keptAs = toPath(`/changes/${number}?set=${querySetId}`)
  const [isEditing, setIsEditing] = useState(canEdit && isKept(keptAs))
  const end = () => {
    forgetKept(keptAs)
    setIsEditing(false)
  }
  const ofTexts = changeSetTextsQuery(number, querySetId, revision, conflict?.revision ?? null)
  const texts = useQuery(ofTexts)
  const show = (next: ChangeRequestDto) => {
    showChange(next, next.querySets.every((set) => set.querySetId !== querySetId) ? ofTexts.queryKey : undefined)
    end()
  }
  const put = useAction(putChangeEditsAction, { onSuccess: show, onError: () => undefined })
  const putBack = useAction(putChangeEditsAction, { onSuccess: show })
  const remove = useAction(removeChangeQuerySetAction, {
    onSuccess: (next) => {
      show(next)
      const content = texts.data?.proposed ?? undefined
      if (content === undefined && kind !== 'delete') return
      toastUndo(tellEditRemoved(name), () => putBack.mutate({ number, querySets: [{ querySetId, kind, content }] }))
    },
  })
  const apply = async (content: string) =>
    show(await runAction(putChangeEditsAction, { number, querySets: [{ querySetId, content, revision }] }))
  const canChange = canEdit && kind !== 'delete' && conflict?.kind !== 'deleted'
  const isThere = kind === 'change' || (kind === 'create') === (version !== null)
  // with queries as forms, and runs of it
  const opened = { set: querySetId, release: kind !== 'delete' && version === null ? releaseId : undefined }
  return (
    <div className="space-y-3">
      <div className="flex flex-wrap items-center gap-2">
        <h2 className="min-w-0 truncate font-semibold text-base">
          {isThere || opened.release ? (
            <WorkspaceLink href={`/checks${toQuery(opened)}`} className="hover:underline">
              {name}
            </WorkspaceLink>
          ) : (
            name
          )}
        </h2>
        <span className="text-fg-faint text-xs">
          {formatCount(queries, 'query', 'queries')}, {formatCount(checks, 'check')} · {set.editedBy.name},{' '}
          <RelativeTime date={set.updatedAt} />
          {version !== null && ' · merged'}
        </span>
        {canEdit && !isEditing && (
          <span className="ml-auto flex gap-2">
            {canChange && (
              <Button size="sm" disabled={texts.isPlaceholderData} onClick={() => setIsEditing(true)}>
                <Pencil />
                {conflict ? 'Resolve' : 'Edit'}
              </Button>
            )}
            <Button size="sm" isPending={remove.isPending} onClick={() => remove.mutate({ number, querySetId })}>
              <Trash2 />
              Remove
            </Button>
          </span>
        )}
      </div>
      {put.error && (
        <Notice title={put.error.message} requestId={put.error.requestId} className="whitespace-pre-wrap" />
      )}
      {conflict && (
        <Notice
          tone="warning"
          title={describeSetConflict(kind, conflict)}
          action={
            canEdit &&
            kind === 'delete' &&
            conflict.kind === 'changed' && (
              <Button
                size="sm"
                variant="secondary"
                isPending={put.isPending}
                onClick={() => {
                  const edit = { kind, querySetId, revision, baseRevision: conflict.revision }
                  put.mutate({ number, querySets: [edit] })
                }}
              >
                Delete that one
              </Button>
            )
          }
        />
      )}
      {kind === 'create' && queries === 0 && canEdit && releaseId !== null && (
        <Notice
          tone="info"
          title="It has no query yet."
          action={
            <Button asChild size="sm" variant="secondary">
              <WorkspaceLink href={`/checks${toQuery(opened)}`}>Add queries</WorkspaceLink>
            </Button>
          }
        />
      )}
      {texts.error && !texts.data ? (
        <ErrorState
          title="The query set could not be loaded"
          description={texts.error.message}
          onRetry={() => void texts.refetch()}
        />
      ) : !texts.data ? (
        <Skeleton className="h-60" />
      ) : isEditing ? (
        <EditSet
          keptAs={keptAs}
          set={set}
          texts={texts.data}
          isPending={put.isPending}
          onSave={(content, seen) => {
            // a set that is new began with none
            const moved = seen.conflict && seen.conflict.kind !== 'named' ? seen.conflict : null
            const base = moved ? moved.revision : seen.kind === 'create' ? undefined : seen.baseRevision
            const edit = { querySetId, content, revision: seen.revision, baseRevision: base }
            put.mutate({ number, querySets: [edit] })
          }}
          onCancel={() => {
            put.reset()
            end()
          }}
        />
      ) : (
        <DiscussedDiff
          number={number}
          edit={{ querySetId }}
          name={name}
          me={me}
          isOpen={isOpenStatus(status)}
          onSave={toSave({ canEdit, conflict, isOld: texts.isPlaceholderData }, apply)}
          noSuggestion={kind === 'delete' ? describeNoSuggestion(kind) : undefined}
          left={{
            label: kind === 'create' ? 'Nothing: it is new' : 'What it began with',
            source: texts.data.base ?? '',
          }}
          right={{
            label: kind === 'delete' ? 'Deleted' : 'Proposed',
            source: texts.data.proposed ?? '',
          }}
        />
      )}
    </div>
  )
}

function toSave(
  { canEdit, conflict, isOld }: Pick<ChangeQuerySetDto, 'conflict'> & { canEdit: boolean; isOld: boolean },
  save: (content: string) => Promise<unknown>,
): SaveText {
  if (!canEdit) return null
  if (conflict?.kind === 'deleted') return 'The set was deleted meanwhile, so it cannot be applied.'
  return whyNotApplied(conflict !== null, isOld) || save
}

type EditSetProps = {
  /** Name of what is written, for whoever looks at another edit meanwhile. */
  keptAs: string
  set: ChangeQuerySetDto
  texts: ChangeSetTextsDto
  isPending: boolean
  /** `seen` is the set as it was when the text was opened. */
  onSave: (content: string, seen: ChangeQuerySetDto) => void
  onCancel: () => void
}

/** The proposed set, editable, beside the set as it is. */
function EditSet({ keptAs, isPending, onSave, onCancel, ...opened }: EditSetProps) {
  const [{ set, texts, content }, write] = useKept(keptAs, () => ({ ...opened, content: opened.texts.proposed ?? '' }))
  const [shown] = useState(content)
  const onChange = useCallback((content: string) => write((before) => ({ ...before, content })), [write])
  return (
    <div className="space-y-3">
      <SourceDiff
        left={{ label: 'The set as it is now', source: texts.current ?? '' }}
        right={{ label: 'Proposed, editable', source: shown }}
        onChange={onChange}
      />
      <div className="flex justify-end gap-2">
        <Button onClick={onCancel}>Cancel</Button>
        <Button variant="primary" isPending={isPending} onClick={() => onSave(content, set)}>
          Save the right side
        </Button>
      </div>
    </div>
  )
}
