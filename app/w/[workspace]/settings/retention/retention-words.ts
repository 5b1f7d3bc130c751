import { formatCount, formatNumber } from '@/components/ui/format-number'
import { type DueDto, LEAST_CALL_DAYS, RETAINED, type Retained } from '@/lib/schemas/workspaces/retention'

export const RETAINED_WORDS: Record<Retained, { label: string; hint: string; one: string; many: string }> = {
  conversations: {
    label: 'Conversations',
    hint: 'From their last message on, shared and archived ones too, with their messages, summaries and contexts. What profiles learned from them stays.',
    one: 'conversation',
    many: 'conversations',
  },
  compositions: {
    label: 'Contexts',
    hint: 'What answers and API calls were given. An answer whose context is gone can still be read; what it saw cannot be opened.',
    one: 'context',
    many: 'contexts',
  },
  interactions: {
    label: 'Questions in profiles',
    hint: 'What somebody asked about before. A profile never has more than the latest 100.',
    one: 'question in a profile',
    many: 'questions in profiles',
  },
  modelCalls: {
    label: 'Usage and cost',
    hint: `Calls to models as Insights adds them up. At least ${LEAST_CALL_DAYS} days, since limits add up a month.`,
    one: 'call of a model',
    many: 'calls of models',
  },
  auditEvents: {
    label: 'Audit log',
    hint: 'The oldest entries go first. The rest can still be checked.',
    one: 'entry of the audit log',
    many: 'entries of the audit log',
  },
}

const CHOICES = [7, 30, 90, 180, 365, 730]
export const FOR_EVER = 'ever'

/** The choices for one kind, among them the number of days that is set now. */
export function toChoices(kind: Retained, days: number | null): { value: string; label: string }[] {
  const least = kind === 'modelCalls' ? LEAST_CALL_DAYS : 1
  const offered = new Set([...CHOICES.filter((choice) => choice >= least), ...(days === null ? [] : [days])])
  return [
    { value: FOR_EVER, label: 'For ever' },
    ...[...offered].sort((a, b) => a - b).map((value) => ({ value: String(value), label: tellDays(value) })),
  ]
}

function tellDays(days: number): string {
  if (days % 365 === 0) return formatCount(days / 365, 'year')
  return `${formatNumber(days)} ${days === 1 ? 'day' : 'days'}`
}

/** What would be deleted at once; empty when nothing would. */
export function tellDue(due: DueDto): string[] {
  return RETAINED.filter((kind) => due[kind] > 0).map((kind) =>
    formatCount(due[kind], RETAINED_WORDS[kind].one, RETAINED_WORDS[kind].many),
  )
}
