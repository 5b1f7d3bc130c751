import { reasonSentence } from '@/components/context/candidates/reason-sentence'
import { tellPolicyVersion } from '@/components/policy/tell-policy-version'
import { formatMoment } from '@/components/release/release-name'
import { formatCount, formatNumber, formatUsd } from '@/components/ui/format-number'
import { CHANGES, type Change, type ContextComparison, type ItemChange, type ItemSide } from '@/lib/engine'
import type { ComparedContextDto, ComparisonDto } from '@/lib/schemas/contexts/comparison'
import { modelLabel } from '../model-label'
import { tellVersion } from '../name-version'

export const CHANGE_WORDS: Record<Change, string> = {
  in: 'in',
  out: 'out',
  edited: 'edited',
  cut: 'cut differently',
  moved: 'moved',
  same: 'same',
}

/** `+1,204`, `−412`, `±0`. */
export function formatDelta(from: number, to: number): string {
  const delta = to - from
  return `${delta > 0 ? '+' : delta < 0 ? '−' : '±'}${formatNumber(Math.abs(delta))}`
}

/** `2,802 → 2,390 tokens (−412)`, `2,802 tokens in both`. */
export function describeTokens({ a, b }: { a: number; b: number }): string {
  if (a === b) return `${formatNumber(a)} tokens in both`
  return `${formatNumber(a)} → ${formatNumber(b)} tokens (${formatDelta(a, b)})`
}

type Prefix = ContextComparison['prefix']

/** Whether a provider that caches by prefix gets to use what it has. */
export function describePrefix({ isKept, a, b }: Prefix): string {
  if (a === 0 && b === 0) return 'no stable prefix'
  if (isKept) return `stable prefix kept: ${formatNumber(b)} tokens can be read from a cache`
  return `stable prefix changed: ${formatNumber(b)} tokens are sent anew, ${formatNumber(a)} before`
}

type Usd = ComparisonDto['inputUsd']

/** `$0.0012 → $0.0015 of input, $0.0011 → $0.0014 once its prefix is cached`; empty without a price. */
export function describeCost(inputUsd: Usd, cachedInputUsd: Usd): string {
  const input = describeUsd(inputUsd)
  const cached = describeUsd(cachedInputUsd)
  if (input === '') return ''
  return cached === '' || cached === input
    ? `${input} of input`
    : `${input} of input, ${cached} once its prefix is cached`
}

function describeUsd({ a, b }: Usd): string {
  if (a === null || b === null) return ''
  const [from, to] = [formatUsd(a), formatUsd(b)]
  return from === to ? to : `${from} → ${to}`
}

/** `in 2 · out 3 · moved 4 · same 9`: kinds that there are. */
export function describeCounts(counts: ContextComparison['counts']): string {
  const told = Object.entries(counts).filter(([, count]) => count > 0)
  return told.map(([change, count]) => `${CHANGE_WORDS[change as Change]} ${formatNumber(count)}`).join(' · ')
}

/** Nothing that is sent changed, though candidates may have. */
export function hasChanged({ counts, isEqual }: Pick<ContextComparison, 'counts' | 'isEqual'>): boolean {
  return !isEqual || CHANGES.some((change) => change !== 'same' && counts[change] > 0)
}

type Told = Pick<ItemChange, 'change' | 'section' | 'a' | 'b'>

/** What became of an item, with the numbers that decided where the other context says why. */
export function describeItem({ change, section, a, b }: Told): string {
  // what is not of a module is not searched for
  const known = section === 'knowledge' || section === 'instructions' ? 'found' : 'there'
  if (change === 'in')
    return `sent now: ${sideWords(b)}${a ? `; before ${sideWords(a)}` : `; before it was not ${known}`}`
  if (change === 'out') return b ? `now ${sideWords(b)}` : `now it is not ${known}`
  const question = section === 'query' && change === 'cut' ? 'another question' : ''
  const parts = [question, versionWords(a, b), formWords(a, b), placeWords(a, b)].filter((words) => words !== '')
  if (change === 'same') return b?.reason ? reasonWords(b) : ''
  return parts.length > 0 ? parts.join(' · ') : 'another part of it'
}

function sideWords(side: ItemSide | null): string {
  if (!side) return 'not found'
  const words = reasonWords(side)
  if (side.isSent) return words === '' ? formatCount(side.tokens, 'token') : words
  return words === '' ? 'not sent' : `not sent: ${words}`
}

function reasonWords({ reason, because }: Pick<ItemSide, 'reason' | 'because'>): string {
  return reason ? reasonSentence({ reason, ...(because && { because }) }) : ''
}

function versionWords(a: ItemSide | null, b: ItemSide | null): string {
  return a?.version === b?.version ? '' : `version ${tellVersion(a?.version)} → ${tellVersion(b?.version)}`
}

const FORMS = { full: 'whole', section: 'in parts', summary: 'as a summary' }

function formWords(a: ItemSide | null, b: ItemSide | null): string {
  const form = (side: ItemSide | null) => (side?.resolution ? FORMS[side.resolution] : '')
  if (form(a) !== form(b)) return `${form(a)} → ${form(b)}`
  const [from, to] = [a?.chunks ?? 0, b?.chunks ?? 0]
  return from === to ? '' : `${formatCount(from, 'chunk')} → ${formatNumber(to)}`
}

function placeWords(a: ItemSide | null, b: ItemSide | null): string {
  if (!a?.place || !b?.place || a.place === b.place) return ''
  return `place ${formatNumber(a.place)} → ${formatNumber(b.place)}`
}

/** `place 25, version 1, not sent: too weak · 0.29, needs 0.32`. */
export function describePlace(place: ComparisonDto['candidates'][number]['a']): string {
  if (!place) return 'not found'
  const sent = place.isSent ? 'sent' : 'not sent'
  const version = place.version < 0 ? 'unpublished' : `version ${place.version}`
  return `place ${formatNumber(place.place)}, ${version}, ${sent}: ${reasonWords(place)}`
}

/** What distinguishes a side: how it was composed, beyond its question. */
export function describeSide(side: ComparedContextDto, other: ComparedContextDto): string {
  const { policy, model, pins, excludes, unfolds, draft, isComposedAgain, moduleNames } = side
  const named = (id: string) => moduleNames[id] ?? id
  return [
    side.query === other.query ? '' : `“${side.query}”`,
    isComposedAgain ? 'composed now' : '',
    draft === null ? '' : `draft of ${named(draft)}`,
    side.profileId === other.profileId ? '' : side.profileId === null ? 'without a profile' : 'with the profile',
    side.releaseId === other.releaseId ? '' : describeRelease(side),
    pins.length > 0 ? `pinned: ${pins.map(named).join(', ')}` : '',
    excludes.length > 0 ? `excluded: ${excludes.map(named).join(', ')}` : '',
    unfolds.length > 0 ? `${formatCount(unfolds.length, 'summary', 'summaries')} replaced by messages` : '',
    model === other.model ? '' : modelLabel(model),
    policy.id === other.policy.id && policy.version === other.policy.version
      ? ''
      : `policy ${policy.name} ${tellPolicyVersion(policy.version)}`,
  ]
    .filter((words) => words !== '')
    .join(' · ')
}

function describeRelease({ releaseName, momentAt }: Pick<ComparedContextDto, 'releaseName' | 'momentAt'>): string {
  if (momentAt !== null) return `production at ${formatMoment(momentAt)}`
  return releaseName === null ? 'a release that was deleted' : `release ${releaseName}`
}
