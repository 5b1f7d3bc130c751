import type { AuditActor, AuditChangeDto, AuditEventDto } from '@/lib/schemas/audit-event'

/** What an action is about, as the filter offers it. */
export const AUDIT_SUBJECTS: { value: string; label: string }[] = [
  { value: 'module', label: 'Modules' },
  { value: 'changeRequest', label: 'Change requests' },
  { value: 'release', label: 'Releases' },
  { value: 'review', label: 'Review' },
  { value: 'reviewRule', label: 'Review rules' },
  { value: 'querySet', label: 'Query sets' },
  { value: 'policy', label: 'Policies' },
  { value: 'member', label: 'Members' },
  { value: 'invitation', label: 'Invitations' },
  { value: 'apiKey', label: 'API keys' },
  { value: 'provider', label: 'Providers' },
  { value: 'model', label: 'Default model' },
  { value: 'usageLimit', label: 'Usage limits' },
  { value: 'embedding', label: 'Embedding' },
  { value: 'summaries', label: 'Summaries' },
  { value: 'cleaner', label: 'Cleaner' },
  { value: 'profile', label: 'Profiles' },
  { value: 'profileSettings', label: 'Profile settings' },
  { value: 'conversation', label: 'Sharing of conversations' },
  { value: 'retention', label: 'Retention' },
  { value: 'workspace', label: 'Workspace' },
]

export const AUDIT_WAYS: Record<AuditActor, string> = {
  user: 'In a session',
  apiKey: 'With an API key',
  system: 'By the server',
}

/** `apiKey.created` → `API key created`. */
export function toWords(action: string): string {
  const words = action
    .replace('apiKey', 'API key')
    .replace(/[.-]/g, ' ')
    .replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** Where what an entry is about is shown, inside the workspace; null for what has no page. */
export function pathOf({ action, target }: Pick<AuditEventDto, 'action' | 'target'>): string | null {
  if (target === null || action.endsWith('.deleted')) return null
  const id = encodeURIComponent(target)
  switch (action.split('.')[0]) {
    case 'module':
      return `/modules/${id}`
    case 'changeRequest':
      return `/changes/${target.replace('#', '')}`
    case 'querySet':
      return `/checks?set=${id}`
    case 'policy':
      return `/settings/policy?policy=${id}`
    case 'release':
      return '/settings/releases'
    case 'profile':
      return `/profiles?profile=${id}`
    case 'provider':
      return '/settings/providers'
    case 'apiKey':
      return '/settings/api-keys'
    case 'member':
    case 'invitation':
      return '/settings/members'
    case 'reviewRule':
      return '/settings/review'
    case 'usageLimit':
      return '/settings/limits'
    default:
      return null
  }
}

/** `settings.budget.packing` → `budget packing`. */
function toFieldWords(field: string): string {
  return field
    .replace(/^settings\./, '')
    .replaceAll('.', ' ')
    .replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
}

/** A value as a reader takes it in; none for what was not there. */
function toValueWords(value: unknown): string {
  if (value === undefined || value === null) return 'none'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(toValueWords).join(', ')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** `role: editor → viewer`; without the arrow for what was created or deleted. */
export function tellChange(field: string, change: AuditChangeDto): string {
  const name = toFieldWords(field)
  if (!('before' in change)) return `${name}: ${toValueWords(change.after)}`
  if (!('after' in change)) return `${name}: was ${toValueWords(change.before)}`
  return `${name}: ${toValueWords(change.before)} → ${toValueWords(change.after)}`
}

/** Facts of an entry, lists last. */
export function tellFacts(detail: AuditEventDto['detail']): string[] {
  const facts = Object.entries(detail).toSorted(([, a], [, b]) => Number(Array.isArray(a)) - Number(Array.isArray(b)))
  return facts.map(([name, value]) => `${toFieldWords(name)}: ${toValueWords(value)}`)
}
