'use client'

import { useQuery } from '@tanstack/react-query'
import { Pencil, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { ClientError } from '@/components/data/api-client'
import { runAction, useAction } from '@/components/data/use-action'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { ErrorState, Notice } from '@/components/ui/error-state'
import { RelativeTime } from '@/components/ui/relative-time'
import { Skeleton } from '@/components/ui/skeleton'
import { toastUndo } from '@/components/ui/toast'
import { tellEditRemoved } from '@/components/ui/toast-words'
import { WorkspaceLink } from '@/components/workspace/workspace-link'
import type { CurationTextsDto } from '@/lib/schemas/changes/change-curation'
import type { ChangeEditDto, ChangeRequestDto } from '@/lib/schemas/changes/change-request'
import type { Me } from '../../discussion/me'
import { putChangeEditsAction, removeChangeEditAction } from '../actions'
import { describeConflict, describeNoSuggestion, isOpenStatus } from '../change-words'
import { changeTextsQuery } from '../queries'
import { CurationSection } from './curation-section'
import { DiscussedDiff } from './discussed-diff'
import { EditTexts } from './edit-texts'
import { ResolveCuration } from './resolve-curation'
import { whyNotApplied } from './use-apply'
import { useShowChange } from './use-show-change'

type EditPaneProps = { change: ChangeRequestDto; edit: ChangeEditDto; canEdit: boolean; me: Me }

/** What an edit does to its module: the two texts, and what is in its way. */
export function EditPane({ change, edit, canEdit, me }: EditPaneProps) {
  const { number } = change
  const { moduleId, kind, baseVersion, wantedVersion, revision, conflict, curation, move } = edit
  const showChange = useShowChange()
  const [isEditing, setIsEditing] = useState(false)
  const ofTexts = changeTextsQuery(number, moduleId, revision, conflict?.version ?? null)
  const texts = useQuery(ofTexts)
  const show = (next: ChangeRequestDto) => {
    showChange(next, next.edits.every((edit) => edit.moduleId !== moduleId) ? ofTexts.queryKey : undefined)
    setIsEditing(false)
  }
  const put = useAction(putChangeEditsAction, { onSuccess: show, onError: () => undefined })
  const putBack = useAction(putChangeEditsAction, { onSuccess: show })
  const remove = useAction(removeChangeEditAction, {
    onSuccess: (next) => {
      show(next)
      const source = texts.data?.proposed ?? undefined
      const entries = texts.data?.curation?.proposed
      const curated = curation && entries ? { curation: { entries, baseVersion: curation.baseVersion } } : {}
      const named = kind === 'version' ? { version: wantedVersion } : {}
      const edits = [{ moduleId, kind, baseVersion, ...(kind === 'text' ? { source } : {}), ...named, ...curated }]
      toastUndo(tellEditRemoved(moduleId), () => putBack.mutate({ number, edits }))
    },
  })
  // what the release holds already is no edit any more
  const isDone = kind === 'version' && conflict?.version === (wantedVersion ?? 0)
  const isToResolve =
    conflict?.kind === 'changed' || (conflict?.kind === 'replaced' && kind !== 'curation' && kind !== 'version')
  const canResolve = isToResolve && canEdit && !isDone
  const isGone = conflict?.kind === 'deleted' && kind === 'text' && canEdit
  // what would be archived is what production has now
  const isOutdated = kind === 'archive' && isToResolve
  const keep = (present: number) =>
    put.mutate({
      number,
      edits: [
        { moduleId, kind, revision, baseVersion: present, ...(kind === 'version' ? { version: wantedVersion } : {}) },
      ],
    })
  const curate = (entries: CurationTextsDto['base']) => {
    const curation = { entries, baseVersion: conflict?.version }
    put.mutate({ number, edits: [{ moduleId, kind: 'curation', curation, revision }] })
  }
  const save = (source: string, seen: Pick<ChangeEditDto, 'revision' | 'conflict'>, productionVersion: number) => {
    const base = seen.conflict ? { baseVersion: productionVersion } : {}
    put.mutate({ number, edits: [{ moduleId, kind, source, revision: seen.revision, ...base }] })
  }
  const apply = async (source: string) =>
    show(await runAction(putChangeEditsAction, { number, edits: [{ moduleId, kind, source, revision }] }))
  return (
    <div className="space-y-3">
      <div className="flex flex-wrap items-center gap-2">
        <h2 className="min-w-0 truncate font-semibold text-base">
          {edit.isBaseGone ? (
            edit.name
          ) : (
            <WorkspaceLink href={`/modules/${encodeURIComponent(moduleId)}`} className="hover:underline">
              {edit.name}
            </WorkspaceLink>
          )}
        </h2>
        {edit.isBaseGone && !isOpenStatus(change.status) && <Badge>its module was deleted</Badge>}
        <span className="text-fg-faint text-xs">
          {edit.editedBy.name}, <RelativeTime date={edit.updatedAt} />
          {edit.version !== null && ` · became version ${edit.version}`}
        </span>
        {canEdit && !isEditing && (
          <span className="ml-auto flex gap-2">
            {kind === 'text' && !conflict && (
              <Button size="sm" disabled={texts.isPlaceholderData} onClick={() => setIsEditing(true)}>
                <Pencil />
                Edit
              </Button>
            )}
            <Button size="sm" isPending={remove.isPending} onClick={() => remove.mutate({ number, moduleId })}>
              <Trash2 />
              Remove
            </Button>
          </span>
        )}
      </div>
      {move && (
        <p className="text-sm">
          {move.from === null ? (
            'Its file stands at '
          ) : (
            <>
              Its file moves from <code>{move.from}</code> to{' '}
            </>
          )}
          <code>{move.to}</code>.
        </p>
      )}
      {put.error && <Notice title={put.error.message} requestId={put.error.requestId} />}
      {conflict && (
        <Notice
          tone="warning"
          title={describeConflict(edit, change.target)}
          action={
            conflict.kind === 'curated' && canEdit && texts.data?.curation ? (
              <ResolveCuration
                texts={texts.data.curation}
                isPending={put.isPending || texts.isPlaceholderData}
                onResolve={curate}
              />
            ) : isGone ? (
              <Button
                size="sm"
                isPending={put.isPending}
                disabled={!texts.data?.proposed || texts.isPlaceholderData}
                onClick={() => save(texts.data?.proposed ?? '', edit, 0)}
              >
                Propose as new
              </Button>
            ) : (
              canResolve &&
              !isEditing && (
                <Button
                  size="sm"
                  variant="secondary"
                  isPending={put.isPending || texts.isPlaceholderData}
                  onClick={() => (kind === 'text' ? setIsEditing(true) : keep(conflict.version))}
                >
                  {nameResolving(edit)}
                </Button>
              )
            )
          }
        />
      )}
      {texts.error ? (
        <ErrorState
          title="The texts could not be loaded"
          description={texts.error.message}
          requestId={texts.error instanceof ClientError ? texts.error.requestId : undefined}
          onRetry={() => void texts.refetch()}
        />
      ) : !texts.data ? (
        <Skeleton className="h-60" />
      ) : isEditing ? (
        <EditTexts
          edit={edit}
          texts={texts.data}
          isPending={put.isPending}
          onSave={(source, seen) => save(source, seen.edit, seen.texts.productionVersion)}
          onCancel={() => {
            put.reset()
            setIsEditing(false)
          }}
        />
      ) : kind === 'curation' ? null : kind === 'text' && texts.data.proposed === null ? (
        <p className="text-fg-muted text-sm">The text was deleted with its module.</p>
      ) : (
        <DiscussedDiff
          number={number}
          edit={{ moduleId }}
          name={edit.name}
          me={me}
          isOpen={isOpenStatus(change.status)}
          onSave={!canEdit ? null : whyNotApplied(conflict !== null, texts.isPlaceholderData) || apply}
          noSuggestion={describeNoSuggestion(kind)}
          left={{
            label: isOutdated ? `Version ${conflict?.version}, in production` : nameBase(edit),
            source: (kind === 'restore' ? null : isOutdated ? texts.data.production : texts.data.base) ?? '',
          }}
          right={{
            label: nameProposed(edit),
            source: (kind === 'restore' ? texts.data.base : texts.data.proposed) ?? '',
          }}
        />
      )}
      {texts.data?.curation && curation && !isEditing && (
        <CurationSection
          texts={texts.data.curation}
          baseVersion={curation.baseVersion}
          isConflict={conflict?.kind === 'curated'}
        />
      )}
      {kind === 'curation' && texts.data && !texts.data.curation && (
        <p className="text-fg-muted text-sm">The curation was deleted with its module.</p>
      )}
    </div>
  )
}

function nameResolving({ kind, wantedVersion, conflict }: ChangeEditDto): string {
  if (kind === 'text') return 'Resolve'
  if (kind === 'version')
    return wantedVersion === null ? 'Take it out all the same' : `Bring in version ${wantedVersion}`
  return `${kind === 'archive' ? 'Archive' : 'Restore'} version ${conflict?.version}`
}

function nameBase({ kind, baseVersion, conflict }: ChangeEditDto): string {
  if (conflict?.kind === 'deleted' || conflict?.kind === 'replaced') return 'Nothing: the module was deleted'
  if (baseVersion > 0) return `Version ${baseVersion}`
  return kind === 'version' ? 'Nothing: it is not in the release' : 'Nothing: the module is new'
}

function nameProposed({ kind, wantedVersion }: ChangeEditDto): string {
  if (kind === 'version') return wantedVersion === null ? 'Nothing: it leaves the release' : `Version ${wantedVersion}`
  return kind === 'archive' ? 'Archived: retrieval does not see it' : 'Proposed'
}
