import { newId } from '@/lib/new-id'
import type { ProfileFactInput } from '@/lib/schemas/profiles/profile'

/**
 * Facts are immutable rows: compositions refer to them by id, so a changed fact is a new one. The ids are in the order
 * of the facts, which is the order in which they are read.
 */
export function toFactRows(workspaceId: string, profileId: string, facts: ProfileFactInput[]) {
  const ids = facts.map(() => newId('fact')).sort()
  return facts.map((fact, index) => ({
    ...fact,
    workspaceId,
    profileId,
    id: ids[index] ?? newId('fact'),
    expiresOn: toDay(fact.expiresOn),
  }))
}

export function toDay(day: string | null | undefined): Date | null {
  return day ? new Date(`${day}T00:00:00Z`) : null
}
