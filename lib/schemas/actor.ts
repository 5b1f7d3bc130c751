import { z } from 'zod'

/** Who can do something: in a session, with a key, or the server by itself. */
export const AUDIT_ACTORS = ['user', 'apiKey', 'system'] as const
export type AuditActor = (typeof AUDIT_ACTORS)[number]

/** `unknown`: rows of earlier versions kept a name alone. */
export const ACTOR_KINDS = [...AUDIT_ACTORS, 'unknown'] as const

/** Who did something, by the name of then. */
export const actorSchema = z
  .object({
    kind: z.enum(ACTOR_KINDS).meta({
      description: 'In a session, with a key, or the server by itself; unknown where only the name was kept.',
    }),
    id: z.string().nullable().meta({ description: 'Of the user or key.' }),
    name: z.string().meta({ description: 'As it was then.' }),
  })
  .meta({ id: 'Actor' })
export type ActorDto = z.infer<typeof actorSchema>

/** As rows keep it. `personId`: the user who answers for it, which is whoever made the key. */
export const storedActorSchema = actorSchema.extend({ personId: z.string().nullable() }).meta({ id: undefined })
export type StoredActor = z.infer<typeof storedActorSchema>

/** The user who answers for what somebody did, such as whoever made the key. */
export const personOf = (stored: unknown): string | null => storedActorSchema.parse(stored).personId

/** What a row keeps of who did something, as it is told. */
export const toActor = (stored: unknown): ActorDto => actorSchema.parse(stored)
export const toActorOrNull = (stored: unknown): ActorDto | null => (stored === null ? null : toActor(stored))
