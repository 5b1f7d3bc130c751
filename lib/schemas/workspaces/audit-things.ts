import { THING_KINDS, type Thing, type ThingKind, uniqueThings } from '@/lib/schemas/thing'

/** What the values of a field of changes or of the detail are ids of. */
const KIND_OF_FIELD: Record<string, ThingKind> = {
  ...{ ids: 'module', modules: 'module', followed: 'module', removed: 'module', moduleId: 'module' },
  ...{ policies: 'policy', removedPolicy: 'policy', policyId: 'policy', from: 'policy' },
  ...{ querySets: 'querySet', querySetId: 'querySet' },
  ...{ targetId: 'release', baseId: 'release' },
  memberIds: 'member',
  changeRequest: 'changeRequest',
}
/** Entities of actions that are called otherwise than what they happen to. */
const KIND_OF_ENTITY: Record<string, ThingKind> = { owner: 'member', modules: 'import' }
/** Things of a list that are named. */
const MAX_NAMED = 50

export const kindOfField = (field: string): ThingKind | undefined => KIND_OF_FIELD[field]

/** A release has an entry for each module: its changes are by module. */
export const hasModuleFields = (action: string): boolean => action === 'release.changed'

type Entry = { action: string; target: string | null; detail: Record<string, unknown> }
type Sides = Record<string, { before?: unknown; after?: unknown }>

/** What an entry of the audit log happened to; null where that has no id. */
export function findTarget({ action, target, detail }: Entry): Thing | null {
  if (target === null) return null
  const entity = action.split('.')[0] ?? ''
  if (entity === 'usageLimit') {
    // for each member or key
    if (target === detail.kind) return null
    return { kind: detail.kind === 'key' ? 'apiKey' : 'member', id: target }
  }
  const kind = KIND_OF_ENTITY[entity] ?? THING_KINDS.find((each) => each === entity)
  return kind ? { kind, id: target } : null
}

/** What facts name by ids. */
export function findInDetail(detail: Record<string, unknown>): Thing[] {
  return Object.entries(detail).flatMap(([field, value]) => toThings(kindOfField(field), value))
}

/** What an entry of the audit log names by ids, what it happened to first; each once. */
export function findThings({ action, target: id, changes, detail }: Entry & { changes: Sides }): Thing[] {
  const sides = Object.entries(changes).flatMap(([field, { before, after }]) =>
    [before, after].flatMap((value) => toThings(kindOfField(field), value)),
  )
  const entries = hasModuleFields(action) ? toThings('module', Object.keys(changes)) : []
  const target = findTarget({ action, target: id, detail })
  const all = [...(target ? [target] : []), ...findInDetail(detail), ...sides, ...entries]
  return uniqueThings(all)
}

function toThings(kind: ThingKind | undefined, value: unknown): Thing[] {
  if (kind === undefined) return []
  const ids = Array.isArray(value) ? value.slice(0, MAX_NAMED) : [value]
  return ids.flatMap((id) => (typeof id === 'string' ? [{ kind, id }] : []))
}
