import type { CheckForm, CheckKind, SectionName } from '@/lib/engine'
import type { CheckDto } from '@/lib/schemas/query-sets/check'
import { refuseCheck } from '@/lib/schemas/query-sets/refuse-check'

/** A check while it is typed: every field is a text, and those that the kind has no use for keep what was in them. */
export type CheckDraft = {
  kind: CheckKind
  module: string
  other: string
  form: CheckForm
  heading: string
  text: string
  section: SectionName | 'all'
  atLeast: string
  atMost: string
  /** Of `within` and `window`. */
  number: string
}

/** As a curator says it, in the order in which they are offered. */
export const KIND_WORDS: Record<CheckKind, string> = {
  includes: 'Includes a module',
  excludes: 'Leaves a module out',
  within: 'Module among the first',
  before: 'Module before another',
  tokens: 'Tokens',
  share: 'Share of a section',
  window: 'Fits a window',
  answered: 'Is answered',
  noWarnings: 'Has no warnings',
  samePrefix: 'Keeps its stable prefix',
}

export const EMPTY_DRAFT: CheckDraft = {
  kind: 'includes',
  ...{ module: '', other: '', form: 'any', heading: '', text: '', section: 'all' },
  ...{ atLeast: '', atMost: '', number: '' },
}

export function toDraft(check: CheckDto): CheckDraft {
  const { first, tokens, atLeast, atMost, ...texts } = check as Partial<Record<string, unknown>> & { kind: CheckKind }
  const write = (value: unknown) => (value === undefined ? '' : String(value))
  return {
    ...EMPTY_DRAFT,
    ...(texts as Partial<CheckDraft>),
    kind: check.kind,
    number: write(first ?? tokens),
    atLeast: write(atLeast),
    atMost: write(atMost),
  }
}

/** The check that a draft says, or what is missing in it. */
export function readDraft(
  draft: CheckDraft,
  query?: Parameters<typeof refuseCheck>[1],
): { check: CheckDto } | { problem: string } {
  const wrong = findProblem(draft)
  if (wrong) return { problem: wrong }
  const check = toCheck(draft)
  const refused = refuseCheck(check, query)
  return refused ? { problem: refused } : { check }
}

const isOfModule = (kind: CheckKind) => ['includes', 'excludes', 'within', 'before'].includes(kind)
const isWhole = (text: string) => /^\d+$/.test(text.trim())
const isNumber = (text: string) => /^\d+(\.\d+)?$/.test(text.trim())

function findProblem({ kind, module, other, section, atLeast, atMost, number }: CheckDraft): string | undefined {
  if (isOfModule(kind) && module.trim() === '') return 'Name a module.'
  if (kind === 'before' && other.trim() === '') return 'Name the module that comes after it.'
  if (kind === 'within' && !(isWhole(number) && Number(number) > 0)) return 'Say among the first how many: 1 or more.'
  if (kind === 'window' && !(isWhole(number) && Number(number) > 0)) return 'Give the window in tokens.'
  if (kind === 'share' && section === 'all') return 'Choose a section.'
  const isBound = kind === 'share' ? isNumber : isWhole
  if ((kind === 'tokens' || kind === 'share') && [atLeast, atMost].some((text) => text.trim() !== '' && !isBound(text)))
    return kind === 'share' ? 'Give percent as numbers.' : 'Give tokens as whole numbers.'
  return undefined
}

function toCheck(draft: CheckDraft): CheckDto {
  const { kind, form, section } = draft
  const [module, other] = [draft.module.trim(), draft.other.trim()]
  const bounds = {
    ...(draft.atLeast.trim() === '' ? {} : { atLeast: Number(draft.atLeast) }),
    ...(draft.atMost.trim() === '' ? {} : { atMost: Number(draft.atMost) }),
  }
  switch (kind) {
    case 'includes':
    case 'excludes':
      return {
        kind,
        module,
        ...(form === 'any' ? {} : { form }),
        ...(draft.heading.trim() === '' ? {} : { heading: draft.heading.trim() }),
        ...(draft.text.trim() === '' ? {} : { text: draft.text.trim() }),
      }
    case 'within':
      return { kind, module, first: Number(draft.number) }
    case 'before':
      return { kind, module, other }
    case 'tokens':
      return { kind, ...(section === 'all' ? {} : { section }), ...bounds }
    case 'share':
      return { kind, section: section === 'all' ? 'knowledge' : section, ...bounds }
    case 'window':
      return { kind, tokens: Number(draft.number) }
    default:
      return { kind }
  }
}
