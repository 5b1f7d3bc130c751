import { formatCount, formatNumber } from '@/components/ui/format-number'
import type { ChangeCheckSetDto, FailingCheckDto } from '@/lib/schemas/changes/change-checks'
import type { ChangePolicyDto } from '@/lib/schemas/changes/change-policy'
import type { ChangeQuerySetDto, SetEditKind } from '@/lib/schemas/changes/change-query-set'
import type {
  ChangeEditDto,
  ChangeRequestDto,
  ChangeStatus,
  ChangeTargetDto,
  CountedChecksDto,
  FillingDto,
  Standing,
  TouchedContextsDto,
} from '@/lib/schemas/changes/change-request'

/** What the screens of change requests say; the test beside it holds each sentence against what it is said of. */

export const STATUS_WORDS: Record<ChangeStatus, string> = {
  draft: 'Draft',
  open: 'Open',
  merged: 'Merged',
  closed: 'Closed',
}

/** How an open one is called, by what its reviews say. */
export const STANDING_WORDS: Record<Standing, string> = {
  waiting: STATUS_WORDS.open,
  approved: 'Approved',
  changes: 'Changes requested',
}

/** Neither merged nor closed. */
export const isOpenStatus = (status: ChangeStatus): boolean => status === 'open' || status === 'draft'

/** A release in a sentence: production, or another by its name. */
export const nameTarget = ({ isProduction, name }: Pick<ChangeTargetDto, 'isProduction' | 'name'>): string =>
  isProduction ? 'production' : `“${name}”`

/** What is done at the moment, which takes a while for hundreds of edits; empty where nothing is. */
export function describeWork({ merges, reverts, edits }: { merges: boolean; reverts: boolean; edits: number }): string {
  if (merges) return `Merging ${formatCount(edits, 'edit')}: all or none …`
  return reverts ? `Preparing to take ${formatCount(edits, 'edit')} back …` : ''
}

/** `edited`, `archived`, `version 3 → 5`: what an edit does to its module. */
export function describeEdit({
  kind,
  baseVersion,
  wantedVersion,
}: Pick<ChangeEditDto, 'kind' | 'baseVersion' | 'wantedVersion'>): string {
  if (kind === 'version') {
    if (wantedVersion === null) return 'leaves it'
    return baseVersion === 0 ? `comes in, version ${wantedVersion}` : `version ${baseVersion} → ${wantedVersion}`
  }
  if (kind === 'curation') return 'curated'
  if (kind === 'archive') return 'archived'
  if (kind === 'restore') return 'restored'
  return baseVersion === 0 ? 'new' : 'edited'
}

/** What is in the way of an edit, and what to do about it. */
export function describeConflict(edit: ChangeEditDto, target: ChangeTargetDto): string {
  const { kind, conflict, baseVersion, curation } = edit
  if (kind === 'version' && conflict?.kind === 'changed') return describeMoved(edit, conflict.version, target)
  switch (conflict?.kind) {
    case 'changed':
      return baseVersion === 0
        ? 'Somebody published a module of this id meanwhile.'
        : `Production has version ${conflict.version} now; this edit began with version ${baseVersion}.`
    case 'archived':
      return kind === 'archive'
        ? 'It is archived already: remove this edit.'
        : 'It was archived meanwhile: restore it in Modules, or remove this edit.'
    case 'restored':
      return 'It is in production already: remove this edit.'
    case 'curated':
      return `Its chunks were curated meanwhile: version ${conflict.version} of their curation is in force now; this edit began ${curation?.baseVersion ? `with version ${curation.baseVersion}` : 'when there was none'}.`
    case 'deleted':
      return kind === 'text'
        ? 'Its module was deleted meanwhile: propose it as a new one, or remove this edit.'
        : 'Its module was deleted meanwhile: remove this edit.'
    case 'replaced':
      return kind === 'curation' || kind === 'version'
        ? 'Its module was deleted meanwhile, and another one has its id: remove this edit.'
        : 'Its module was deleted meanwhile, and another one has its id: this edit began with the old one.'
    case undefined:
      return ''
  }
}

function describeMoved({ baseVersion, wantedVersion }: ChangeEditDto, now: number, target: ChangeTargetDto): string {
  if (now === (wantedVersion ?? 0)) return `${nameTarget(target)} is like this already: remove this edit.`
  const holds = now === 0 ? 'does not hold it any more' : `holds version ${now} now`
  const began = baseVersion === 0 ? 'when it held none' : `with version ${baseVersion}`
  return `${nameTarget(target)} ${holds}; this edit began ${began}.`
}

/** What is in the way of a policy, and what to do about it. */
export function describePolicyConflict({ conflict, baseVersion }: Pick<ChangePolicyDto, 'conflict' | 'baseVersion'>) {
  if (conflict?.kind === 'deleted') return 'The policy was deleted meanwhile: remove this edit.'
  return `Version ${conflict?.version} is in use now; this edit began with version ${baseVersion}.`
}

/** What is in the way of a query set, and what to do about it. */
export function describeSetConflict(
  edit: SetEditKind,
  { kind }: Pick<NonNullable<ChangeQuerySetDto['conflict']>, 'kind'>,
): string {
  if (kind === 'deleted') return 'The query set was deleted meanwhile: remove this edit.'
  if (kind === 'named') return 'Another query set has this name: give this one another name, or remove this edit.'
  const aside = 'look at it beside yours, and save what it should be.'
  if (kind === 'restored') return `The query set was restored meanwhile: ${aside}`
  if (edit === 'delete') return 'The query set was changed meanwhile: delete it as it is now, or remove this edit.'
  return `The query set was changed meanwhile: ${aside}`
}

/** What an edit does to its query set, as the list of edits has it. */
export const SET_EDIT_WORDS: Record<SetEditKind, string> = {
  change: 'query set',
  create: 'new query set',
  delete: 'deleted query set',
}

/** `12 of 40 contexts change`; of a state that has passed, `changed`. */
export function describeTouched({ changed, total, isCurrent }: TouchedContextsDto): string {
  const verb = isCurrent ? (total === 1 ? 'changes' : 'change') : 'changed'
  return `${formatNumber(changed)} of ${formatCount(total, 'context')} ${verb}`
}

/** What `describeTouched` counts. */
export function explainTouched({ changed, total, isCurrent }: TouchedContextsDto): string {
  const counted = `The required query sets have ${formatCount(total, 'query', 'queries')}: ${formatNumber(changed)} ${changed === 1 ? 'gets' : 'get'} another context with this change.`
  return isCurrent ? counted : `${counted} The change or its target has changed since: running the checks counts anew.`
}

/** `38 of 40 checks of required query sets hold.` */
export function explainChecks({ held, failed }: CountedChecksDto): string {
  const all = held + failed
  return `${formatNumber(held)} of ${formatCount(all, 'check')} of required query sets ${all === 1 ? 'holds' : 'hold'}.`
}

type Checked = Pick<ChangeRequestDto, 'status' | 'checksState'>

/** Its required query sets are run in the background. */
export const isChecked = ({ status, checksState }: Checked): boolean =>
  status === 'open' && (checksState === 'earlier' || checksState === 'unrun')

/** Where its required query sets stand; empty where they were run with it as it is, or wait for it to be ready. */
export function describeChecksState({ status, checksState }: Checked): string {
  switch (checksState) {
    case 'earlier':
      return status === 'open'
        ? 'The checks are of an earlier state: they are being run again.'
        : 'The checks are of an earlier state.'
    case 'unrun':
      return status === 'open' ? 'The required query sets are being run.' : ''
    case 'stopped':
      return 'The required query sets were not run to their end: run them under Checks.'
    default:
      return ''
  }
}

/** How far a request is that edits are put into part after part. */
export function describeFilling({ total, isActive }: FillingDto, edits: number): string {
  const stand = `${formatNumber(edits)} of ${formatCount(total, 'edit')}`
  return isActive ? `It is being filled: ${stand}.` : `It was not filled to its end: ${stand} stand in it.`
}

/** Why a request that is not whole is neither opened nor merged. */
export const waitsFor = ({ isActive }: FillingDto): string =>
  isActive ? 'It is being filled: wait until all edits stand in it' : 'It was not filled to its end'

type Mergeable = {
  filling: FillingDto | null
  edits: Pick<ChangeEditDto, 'conflict'>[]
  policies: Pick<ChangePolicyDto, 'conflict'>[]
  querySets: Pick<ChangeQuerySetDto, 'conflict'>[]
  cycle: string | null
  reviewProblem: string | null
  checksProblem: string | null
}

/** Why it cannot be merged now; empty when it can. */
export function whyNotMerged({
  edits,
  policies,
  querySets,
  filling,
  cycle,
  reviewProblem,
  checksProblem,
}: Mergeable): string {
  const all = [...edits, ...policies, ...querySets]
  const conflicts = all.filter(({ conflict }) => conflict).length
  if (filling) return waitsFor(filling)
  if (all.length === 0) return 'It has no edits'
  return conflicts === 0
    ? (cycle ?? reviewProblem ?? checksProblem ?? '')
    : `Resolve ${formatCount(conflicts, 'conflict')} first`
}

/** What the required query sets come to, in one sentence. */
export function describeRequired(sets: Pick<ChangeCheckSetDto, 'run' | 'isCurrent'>[]): string {
  if (sets.length === 0) return 'No query set is required: none of them keeps this from being merged.'
  const current = sets.flatMap(({ run, isCurrent }) => (run && isCurrent ? [run] : []))
  const failing = current.filter(({ failed, broken }) => failed + broken > 0).length
  const toRun = sets.length - current.length
  if (sets.length === 1) {
    if (failing > 0) return 'The required set fails: it cannot be merged.'
    return toRun === 0 ? 'The required set holds.' : 'The required set is to be run: merging runs it as well.'
  }
  const named = formatCount(sets.length, 'required set')
  if (failing > 0)
    return `${formatNumber(failing)} of ${named} ${failing === 1 ? 'fails' : 'fail'}: it cannot be merged.`
  if (toRun === 0) return `All ${named} hold.`
  return `${formatNumber(toRun)} of ${named} ${toRun === 1 ? 'is' : 'are'} to be run: merging runs ${toRun === 1 ? 'it' : 'them'} as well.`
}

/** Whether a check that fails with the change did so before, in `release`. */
export function describeBefore(inProduction: FailingCheckDto['inProduction'], release: string): string {
  switch (inProduction) {
    case 'holds':
      return 'newly broken'
    case 'fails':
      return `fails in ${release} too`
    case 'skipped':
      return `skipped in ${release}`
    case null:
      return `not run on ${release}`
  }
}

/** Why no other line can be suggested for what an edit does; undefined where it proposes a text. */
export function describeNoSuggestion(kind: ChangeEditDto['kind'] | 'delete'): string | undefined {
  const nothing = 'It proposes no text, so a suggestion could not be applied.'
  switch (kind) {
    case 'archive':
      return `This edit archives the module. ${nothing}`
    case 'restore':
      return `This edit brings the module back as it was. ${nothing}`
    case 'version':
      return 'This edit names a version of the module. The text of a version stays as it is, so a suggestion could not be applied.'
    case 'delete':
      return `This edit deletes the query set. ${nothing}`
    default:
      return undefined
  }
}
