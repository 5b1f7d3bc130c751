import { formatCount } from '@/components/ui/format-number'
import type {
  ChangeEventDto,
  NewPlace,
  ReactionDto,
  ReactionKind,
  ThreadAnchorDto,
} from '@/lib/schemas/changes/discussion'
import { describeCheck } from '@/lib/schemas/query-sets/describe-check'
import { nameThing, type ThingDto } from '@/lib/schemas/thing'
import { findInDetail } from '@/lib/schemas/workspaces/audit-things'

type Detail = ChangeEventDto['detail']

/** What the screens say of discussions; the test beside it holds each sentence against what it is said of. */

/** `@eve@example.com is no member of this workspace: nobody was told.` */
export function describeUnheard(unheard: string[]): string {
  const names = unheard.length > 3 ? [...unheard.slice(0, 3), formatCount(unheard.length - 3, 'other')] : unheard
  const list = names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${names.at(-1)}` : names[0]
  return `${list} ${unheard.length === 1 ? 'names' : 'name'} no member of this workspace: nobody was told.`
}

export const REACTION_WORDS: Record<ReactionKind, string> = {
  agree: 'Agree',
  disagree: 'Disagree',
  thanks: 'Thanks',
  looking: 'Looking into it',
}
const MOST_NAMES = 10

/** `Agree: Ann, Ben`. */
export function describeReaction({ kind, by }: ReactionDto): string {
  const names = by.map(({ name }) => name)
  const shown = names.length > MOST_NAMES ? names.slice(0, MOST_NAMES - 1) : names
  const others = names.length - shown.length
  const list = others > 0 ? `${shown.join(', ')} and ${formatCount(others, 'other')}` : shown.join(', ')
  return `${REACTION_WORDS[kind]}: ${list}`
}

/** `line 12, proposed`. */
export function describeAnchor({ side, line, currentLine }: ThreadAnchorDto): string {
  const text = side === 'new' ? 'proposed' : 'before'
  return currentLine === null ? `line ${line} of an earlier text, ${text}` : `line ${currentLine}, ${text}`
}

/** `the context with the change`, or the check in words. */
export function describePlace(place: NewPlace, things: ThingDto[]): string {
  if (place.kind === 'check')
    return `the check “${describeCheck(place.check, (id) => nameThing(things, 'module', id))}”`
  return place.side === 'new' ? 'the context with the change' : 'the context in production'
}

const VERDICTS: Record<string, string> = {
  approved: 'approved it',
  changes: 'requested changes',
  comment: 'commented',
  none: 'took back what they had said',
}
const STATUSES: Record<string, string> = {
  closed: 'closed it without merging',
  open: 'marked it as ready',
  draft: 'made it a draft again',
}

/** What somebody did, behind their name; comments of threads are not said here. */
export function describeEvent({ kind, detail, things }: Pick<ChangeEventDto, 'kind' | 'detail' | 'things'>): string {
  switch (kind) {
    case 'created':
      return 'opened it'
    case 'edited':
      return `edited ${listNames(findInDetail(detail).map((thing) => nameThing(things, thing.kind, thing.id)))}`
    case 'changed':
      if (detail.isFilled === true) return 'said that it is whole as it is'
      return describeTakenOut(detail, things) ?? STATUSES[String(detail.status)] ?? 'changed what it says of itself'
    case 'asked':
      return `asked ${listNames(detail.reviewers)} for a review${detail.by === 'rules' ? ', as review rules say' : ''}`
    case 'reviewed':
      return VERDICTS[String(detail.verdict)] ?? 'reviewed it'
    case 'dismissed':
      return `dismissed the changes that ${String(detail.reviewer)} requested: ${String(detail.reason ?? '')}`
    case 'merged':
      return 'merged it'
    case 'bypassed':
      return `let it be merged all the same: ${String(detail.reason ?? '')}`
    case 'reverted':
      return `proposed to take it back in #${String(detail.by ?? '')}`
    case 'commented':
      return 'wrote a comment that is deleted'
    case 'resolved':
      return `resolved a thread${onEdit(detail, things)}`
    case 'reopened':
      return `opened a thread again${onEdit(detail, things)}`
  }
}

function describeTakenOut(detail: Detail, things: ThingDto[]): string | null {
  const [thing] = findInDetail(detail)
  const name = thing ? nameThing(things, thing.kind, thing.id) : detail.removedQuerySet
  return typeof name === 'string' ? `took out the edit of ${name}` : null
}

function onEdit(detail: Detail, things: ThingDto[]): string {
  const [thing] = findInDetail(detail)
  return thing ? ` on ${nameThing(things, thing.kind, thing.id)}` : ''
}

function listNames(list: unknown): string {
  const names = Array.isArray(list) ? list.map(String) : []
  if (names.length === 0) return 'it'
  return names.length > 3
    ? `${names.slice(0, 3).join(', ')} and ${formatCount(names.length - 3, 'other')}`
    : names.join(', ')
}
