import type { AuditActor } from '@/lib/schemas/actor'
import type { ThingDto, ThingKind } from '@/lib/schemas/thing'
import type { AuditChangeDto, AuditEventDto } from '@/lib/schemas/workspaces/audit-event'
import { findTarget, hasModuleFields, kindOfField } from '@/lib/schemas/workspaces/audit-things'

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

/** Actions that read better in other words than those of their entity and verb. */
const ACTIONS: Record<string, string> = {
  'changeRequest.asked': 'Review of change request asked for',
  'changeRequest.bypassed': 'Change request let through without its review',
  'changeRequest.dismissed': 'Requested changes dismissed on change request',
  ...toDiscussion('changeRequest', 'change request'),
  ...toDiscussion('module', 'module'),
  'model.chosen': 'Default model chosen',
  'modules.import-undone': 'Import of modules undone',
  'owner.created': 'Owner account created',
  'profile.interactionsCleared': 'Interactions of profile cleared',
  'release.protectionChanged': 'Protection of release changed',
}

function toDiscussion(entity: string, name: string): Record<string, string> {
  return {
    [`${entity}.commented`]: `Comment written on ${name}`,
    [`${entity}.commentEdited`]: `Comment edited on ${name}`,
    [`${entity}.commentDeleted`]: `Comment deleted on ${name}`,
    [`${entity}.threadResolved`]: `Thread resolved on ${name}`,
    [`${entity}.threadReopened`]: `Thread opened again on ${name}`,
  }
}

/** `apiKey.created` → `API key created`. */
export function toWords(action: string): string {
  const known = ACTIONS[action]
  if (known !== undefined) return known
  const words = action
    .replace('apiKey', 'API key')
    .replace(/[.-]/g, ' ')
    .replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** A piece of a sentence: words, or the name of something with its place inside the workspace; no place where it has none. */
export type Told = string | { name: string; path: string | null }

/** Where a thing is shown inside the workspace; null for what is gone or has no page. */
export function pathOf({ kind, id, isGone }: Pick<ThingDto, 'kind' | 'id' | 'isGone'>): string | null {
  if (isGone) return null
  const coded = encodeURIComponent(id)
  switch (kind) {
    case 'module':
      return `/modules/${coded}`
    case 'changeRequest':
      return `/changes/${id.replace('#', '')}`
    case 'querySet':
      return `/checks?set=${coded}`
    case 'policy':
      return `/settings/policy?policy=${coded}`
    case 'release':
      return '/settings/releases'
    case 'profile':
      return `/profiles?profile=${coded}`
    case 'conversation':
      return `/playground?conversation=${coded}`
    case 'provider':
      return '/settings/providers'
    case 'apiKey':
      return '/settings/api-keys'
    case 'member':
    case 'invitation':
      return '/settings/members'
    case 'reviewRule':
      return '/settings/review'
    case 'import':
    case 'workspace':
      return null
  }
}

type Entry = Pick<AuditEventDto, 'action' | 'target' | 'changes' | 'detail' | 'things'>

/** What an entry happened to, by its name; null where the action says all, or nobody knows any more what it was called. */
export function tellTarget({ action, target, changes, detail, things }: Entry): Told | null {
  if (target === null) return null
  const subject = findTarget({ action, target, detail })
  if (subject === null) return target === 'key' ? 'each API key' : 'each member'
  const thing = things.find(({ kind, id }) => kind === subject.kind && id === subject.id)
  const name = thing?.name ?? nameThen(changes, detail) ?? (isReadable(subject.kind) ? target : null)
  if (name === null) return null
  const path = thing ? pathOf(thing) : null
  const { threadId } = detail
  if (path === null || typeof threadId !== 'string') return { name, path }
  return { name, path: `${path}?tab=discussion&thread=${encodeURIComponent(threadId)}` }
}

const isReadable = (kind: ThingKind) => kind === 'module' || kind === 'changeRequest'

/** What it was called when the entry was written, where that says so. */
function nameThen(changes: Entry['changes'], detail: Entry['detail']): string | null {
  const { name, email, pattern } = changes
  const told = [name, email, pattern].flatMap((change) => [change?.after, change?.before])
  return [...told, detail.name].find((each) => typeof each === 'string' && each !== '') as string | null
}

/** `settings.budget.packing` → `budget packing`. */
function toFieldWords(field: string): string {
  return (
    FIELDS[field] ??
    field
      .replace(/^settings\./, '')
      .replaceAll('.', ' ')
      .replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
  )
}

const FIELDS: Record<string, string> = {
  ...{ ids: 'modules', followed: 'follows its base again for', removed: 'edit taken out', from: 'copied from' },
  ...{ removedPolicy: 'edit taken out', removedQuerySet: 'edit taken out', targetId: 'into release', baseId: 'base' },
  ...{ memberIds: 'members', maxCostUsd: 'most cost (USD)', maxTokens: 'most tokens' },
  ...{ queryCount: 'queries', checkCount: 'checks', isRequired: 'required to merge' },
  ...{ isDescriptionChanged: 'description changed', isFilled: 'whole as it is' },
}

/** A value as a reader takes it in, ids by their names; none for what was not there. */
function toValueWords(value: unknown, kind: ThingKind | undefined, things: ThingDto[]): Told[] {
  if (value === undefined || value === null) return ['none']
  if (typeof value === 'boolean') return [value ? 'yes' : 'no']
  if (typeof value === 'number') return [value.toLocaleString('en-US')]
  if (Array.isArray(value)) {
    if (value.length === 0) return ['none']
    return value.flatMap((each, i) => [...(i === 0 ? [] : [', ']), ...toValueWords(each, kind, things)])
  }
  if (typeof value === 'object') return [JSON.stringify(value)]
  const thing = kind && things.find((each) => each.kind === kind && each.id === value)
  return thing ? [{ name: thing.name ?? thing.id, path: pathOf(thing) }] : [String(value)]
}

/** `role: editor → viewer`; without the arrow for what was created or deleted. */
export function tellChanges({ action, changes, things }: Pick<Entry, 'action' | 'changes' | 'things'>): Told[][] {
  return Object.entries(changes).map(([field, change]) => {
    if (hasModuleFields(action)) return tellEntry(field, change, things)
    const words = (value: unknown) => toValueWords(value, kindOfField(field), things)
    const name = `${toFieldWords(field)}: `
    if (!('before' in change)) return [name, ...words(change.after)]
    if (!('after' in change)) return [`${name}was `, ...words(change.before)]
    return [name, ...words(change.before), ' → ', ...words(change.after)]
  })
}

/** Which version of a module a release holds. */
function tellEntry(id: string, { before, after }: AuditChangeDto, things: ThingDto[]): Told[] {
  const words = (version: unknown) =>
    version === undefined ? 'as its base' : version === null ? 'not in it' : `version ${String(version)}`
  return [...toValueWords(id, 'module', things), `: ${words(before)} → ${words(after)}`]
}

/** Facts of an entry, lists last; a thread is where the name of what is discussed leads to. */
export function tellFacts({ detail, things }: Pick<Entry, 'detail' | 'things'>): Told[][] {
  const facts = Object.entries(detail)
    .filter(([name]) => name !== 'threadId')
    .toSorted(([, a], [, b]) => Number(Array.isArray(a)) - Number(Array.isArray(b)))
  return facts.map(([name, value]) => [`${toFieldWords(name)}: `, ...toValueWords(value, kindOfField(name), things)])
}

/** As plain words. */
export const toText = (told: Told[]): string =>
  told.map((each) => (typeof each === 'string' ? each : each.name)).join('')
