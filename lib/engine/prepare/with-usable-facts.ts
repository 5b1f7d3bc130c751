import { usableFacts } from '../profile/select-facts'
import type { ComposeRequest } from '../vocabulary/composition'
import type { Profile } from '../vocabulary/types'

/** The profile of a request. What may not be sent decides nothing else either. */
export function withUsableFacts({ profile, day }: Pick<ComposeRequest, 'profile' | 'day'>): Profile | undefined {
  return profile && { ...profile, facts: usableFacts({ profile, day }) }
}
