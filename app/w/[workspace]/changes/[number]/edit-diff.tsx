import type { ChangeEditDto, ChangeRequestDto, ChangeTextsDto } from '@/lib/schemas/changes/change-request'
import type { Me } from '../../discussion/me'
import { describeNoSuggestion, isOpenStatus } from '../change-words'
import { DiscussedDiff } from './discussed-diff'
import { SinceReview } from './since-review'
import type { SaveText } from './use-apply'

type EditDiffProps = {
  change: ChangeRequestDto
  edit: ChangeEditDto
  texts: ChangeTextsDto
  /** What would be archived is what production has now. */
  isOutdated: boolean
  me: Me
  onSave: SaveText
}

/** The text that an edit began with beside what it makes of it, line by line under discussion. */
export function EditDiff({ change: { number, status, reviews }, edit, texts, isOutdated, me, onSave }: EditDiffProps) {
  const { kind, moduleId } = edit
  const { base, production, proposed } = texts
  return (
    <SinceReview reviews={reviews} texts={texts} userId={me.userId} label={nameProposed(edit)}>
      <DiscussedDiff
        number={number}
        edit={{ moduleId }}
        name={edit.name}
        me={me}
        isOpen={isOpenStatus(status)}
        onSave={onSave}
        noSuggestion={describeNoSuggestion(kind)}
        left={{
          label: isOutdated ? `Version ${edit.conflict?.version}, in production` : nameBase(edit),
          source: (kind === 'restore' ? null : isOutdated ? production : base) ?? '',
        }}
        right={{ label: nameProposed(edit), source: (kind === 'restore' ? base : proposed) ?? '' }}
      />
    </SinceReview>
  )
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
