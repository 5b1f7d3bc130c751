'use client'

import { useQuery } from '@tanstack/react-query'
import { Pencil, Trash2 } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { ClientError } from '@/components/data/api-client'
import { runAction, useAction } from '@/components/data/use-action'
import { forgetKept, isKept } from '@/components/data/use-kept'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { ErrorState, Notice } from '@/components/ui/error-state'
import { RelativeTime } from '@/components/ui/relative-time'
import { Skeleton } from '@/components/ui/skeleton'
import { toastUndo } from '@/components/ui/toast'
import { tellEditRemoved } from '@/components/ui/toast-words'
import { useWorkspacePath } from '@/components/workspace/use-workspace-path'
import { WorkspaceLink } from '@/components/workspace/workspace-link'
import type { CurationTextsDto } from '@/lib/schemas/changes/change-curation'
import type { ChangeEditDto, ChangeRequestDto, ChangeTextsDto } from '@/lib/schemas/changes/change-request'
import type { Me } from '../../discussion/me'
import { putChangeEditsAction, removeChangeEditAction } from '../actions'
import { isOpenStatus } from '../change-words'
import { changeTextsQuery } from '../queries'
import { CurationSection } from './curation-section'
import { EditConflict } from './edit-conflict'
import { EditDiff } from './edit-diff'
import { EditTexts } from './edit-texts'
import { whyNotApplied } from './use-apply'
import { useShowChange } from './use-show-change'
import { wayOutOf } from './way-out'

type EditPaneProps = { change: ChangeRequestDto; edit: ChangeEditDto; canEdit: boolean; me: Me }

/** What an edit does to its module: the two texts, and what is in its way. */
export function EditPane({ change, edit, canEdit, me }: EditPaneProps) {
  const { number } = change
  const { moduleId, kind, baseVersion, wantedVersion, revision, conflict, curation, move } = edit
  const showChange = useShowChange()
  const toPath = useWorkspacePath()
  const keptAs = toPath(`/changes/${number}?module=${moduleId}`)
  const [isEditing, setIsEditing] = useState(canEdit && isKept(keptAs))
  const end = () => {
    forgetKept(keptAs)
    setIsEditing(false)
  }
  const ofTexts = changeTextsQuery(number, moduleId, revision, conflict?.version ?? null)
  const texts = useQuery(ofTexts)
  const show = (next: ChangeRequestDto) => {
    showChange(next, next.edits.every((edit) => edit.moduleId !== moduleId) ? ofTexts.queryKey : undefined)
    end()
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
  const wayOut = wayOutOf(edit)
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
        <EditConflict
          edit={edit}
          target={change.target}
          wayOut={canEdit && !isEditing ? wayOut : { kind: 'none' }}
          texts={texts.data}
          isPending={put.isPending || texts.isPlaceholderData}
          onRewrite={() => setIsEditing(true)}
          onRebase={keep}
          onRecurate={curate}
          onRenew={(source) => save(source, edit, 0)}
        />
      )}
      {texts.error && !texts.data ? (
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
          keptAs={keptAs}
          edit={edit}
          texts={texts.data}
          isPending={put.isPending}
          onSave={(source, seen) => save(source, seen.edit, seen.texts.productionVersion)}
          onCancel={() => {
            put.reset()
            end()
          }}
        />
      ) : (
        <Shown texts={texts.data} isConflict={conflict?.kind === 'curated'} edit={edit}>
          <EditDiff
            {...{ change, edit, me }}
            texts={texts.data}
            isOutdated={kind === 'archive' && wayOut.kind === 'rebase'}
            onSave={!canEdit ? null : whyNotApplied(conflict !== null, texts.isPlaceholderData) || apply}
          />
        </Shown>
      )}
    </div>
  )
}

type ShownProps = { edit: ChangeEditDto; texts: ChangeTextsDto; isConflict: boolean; children: ReactNode }

/** The texts of an edit, and how its chunks are curated; one of curation alone has no texts. */
function Shown({ edit: { kind, curation }, texts, isConflict, children }: ShownProps) {
  const isTextGone = kind === 'text' && texts.proposed === null
  return (
    <>
      {kind !== 'curation' && !isTextGone && children}
      {isTextGone && <p className="text-fg-muted text-sm">The text was deleted with its module.</p>}
      {texts.curation && curation && (
        <CurationSection texts={texts.curation} baseVersion={curation.baseVersion} isConflict={isConflict} />
      )}
      {kind === 'curation' && !texts.curation && (
        <p className="text-fg-muted text-sm">The curation was deleted with its module.</p>
      )}
    </>
  )
}
