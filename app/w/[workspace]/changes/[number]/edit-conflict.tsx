import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/error-state'
import type { CurationTextsDto } from '@/lib/schemas/changes/change-curation'
import type { ChangeEditDto, ChangeRequestDto, ChangeTextsDto } from '@/lib/schemas/changes/change-request'
import { describeConflict } from '../change-words'
import { ResolveCuration } from './resolve-curation'
import type { WayOut } from './way-out'

type EditConflictProps = {
  edit: ChangeEditDto
  target: ChangeRequestDto['target']
  /** What is offered to the person; none to who may not edit. */
  wayOut: WayOut
  /** As they are now. */
  texts: ChangeTextsDto | undefined
  isPending: boolean
  onRewrite: () => void
  onRebase: (version: number) => void
  onRecurate: (entries: CurationTextsDto['base']) => void
  onRenew: (source: string) => void
}

/** What is in the way of an edit, and the way out. */
export function EditConflict({ edit, target, ...props }: EditConflictProps) {
  return <Notice tone="warning" title={describeConflict(edit, target)} action={<Action edit={edit} {...props} />} />
}

function Action({
  edit,
  wayOut,
  texts,
  isPending,
  onRewrite,
  onRebase,
  onRecurate,
  onRenew,
}: Omit<EditConflictProps, 'target'>) {
  const proposed = texts?.proposed ?? ''
  switch (wayOut.kind) {
    case 'none':
      return null
    case 'recurate':
      return texts?.curation && <ResolveCuration texts={texts.curation} isPending={isPending} onResolve={onRecurate} />
    case 'renew':
      return (
        <Button size="sm" isPending={isPending} disabled={proposed === ''} onClick={() => onRenew(proposed)}>
          Propose as new
        </Button>
      )
    case 'rewrite':
      return (
        <Button size="sm" isPending={isPending} onClick={onRewrite}>
          Resolve
        </Button>
      )
    case 'rebase':
      return (
        <Button size="sm" isPending={isPending} onClick={() => onRebase(wayOut.version)}>
          {nameRebasing(edit, wayOut.version)}
        </Button>
      )
  }
}

function nameRebasing({ kind, wantedVersion }: ChangeEditDto, version: number): string {
  if (kind !== 'version') return `${kind === 'archive' ? 'Archive' : 'Restore'} version ${version}`
  return wantedVersion === null ? 'Take it out all the same' : `Bring in version ${wantedVersion}`
}
