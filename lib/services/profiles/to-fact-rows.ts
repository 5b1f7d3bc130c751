import type { ProfileFactInput } from '@/lib/schemas/profile'
import { newId } from '@/lib/services/new-id'

/** Facts are immutable rows: compositions refer to them by id, so a changed fact is a new one. */
export function toFactRows(workspaceId: string, profileId: string, facts: ProfileFactInput[]) {
  return facts.map((fact) => ({
    ...fact,
    workspaceId,
    profileId,
    id: newId('fact'),
    expiresOn: fact.expiresOn ? new Date(`${fact.expiresOn}T00:00:00Z`) : null,
  }))
}
