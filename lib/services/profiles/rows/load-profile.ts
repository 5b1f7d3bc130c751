import { prisma } from '@/lib/db/client'
import type { Profile, ProfileFact } from '@/lib/engine'
import { LIMITS } from '@/lib/schemas/limits'
import type { ProfileFactDto } from '@/lib/schemas/profiles/profile'
import type { Actor } from '@/lib/services/actor'
import { profilesVisibleTo, requireProfile } from './profile-access'
import { toFact } from './to-profile'

/** Where the context goes. `isAllowed`: the request lets facts with the scope `ask` leave this machine. */
type Destination = { staysHere: boolean; isAllowed: boolean }

type LoadedProfile = { forModel: (to: Destination) => { profile: Profile; interests?: string[] } }

function withheldBecause(fact: ProfileFactDto, { staysHere, isAllowed }: Destination): ProfileFact['withheld'] {
  if (fact.status !== 'active') return 'waiting'
  if (staysHere || fact.scope === 'any') return undefined
  if (fact.scope === 'local') return 'local'
  return isAllowed ? undefined : 'ask'
}

function toEngineFact(fact: ProfileFactDto, to: Destination): ProfileFact {
  const { id, key, value, source, confidence, isStatic, recordedAt, expiresOn } = fact
  const withheld = withheldBecause(fact, to)
  return {
    ...{ id, key, value, source, confidence, isStatic, recordedAt },
    ...(expiresOn === null ? {} : { expiresOn }),
    ...(withheld === undefined ? {} : { withheld }),
  }
}

/** The profile of a conversation, if the actor may see it: in a shared conversation its author's own is left out. */
export async function loadVisibleProfile(actor: Actor, id: string): Promise<LoadedProfile | undefined> {
  const isVisible = (await prisma.profile.count({ where: { AND: [profilesVisibleTo(actor), { id }] } })) > 0
  return isVisible ? loadProfile(actor, id) : undefined
}

/** A profile. `forModel` gives it as the engine takes it, for a destination. @throws AppError NOT_FOUND. */
export async function loadProfile(actor: Actor, id: string): Promise<LoadedProfile> {
  const { workspaceId } = actor
  const [row, asked] = await Promise.all([
    requireProfile(prisma, actor, id),
    prisma.profileInteraction.findMany({
      where: { workspaceId, profileId: id },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: LIMITS.profileInteractions,
      select: { query: true },
    }),
  ])
  const facts = row.facts.map(toFact)
  const interests = asked.map(({ query }) => query)
  return {
    forModel: (to) => ({
      profile: { id, name: row.name, facts: facts.map((fact) => toEngineFact(fact, to)) },
      ...(interests.length > 0 ? { interests } : {}),
    }),
  }
}
