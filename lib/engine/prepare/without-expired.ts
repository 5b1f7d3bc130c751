import type { Profile } from '../vocabulary/types'

/** A profile with the facts that hold on a day (`2026-03-04`). */
export function withoutExpired(profile: Profile | undefined, day: string): Profile | undefined {
  if (!profile) return undefined
  return { ...profile, facts: profile.facts.filter((fact) => fact.expiresOn === undefined || fact.expiresOn >= day) }
}
