import { z } from 'zod'

export const THING_KINDS = [
  ...(['module', 'import', 'changeRequest', 'querySet', 'policy', 'release', 'reviewRule', 'conversation'] as const),
  ...(['profile', 'member', 'invitation', 'apiKey', 'provider', 'workspace'] as const),
] as const
export type ThingKind = (typeof THING_KINDS)[number]
export type Thing = { kind: ThingKind; id: string }

export const thingSchema = z
  .object({
    kind: z.enum(THING_KINDS),
    id: z.string(),
    name: z.string().nullable().meta({ description: 'What it is called; null where nobody can tell any more.' }),
    isGone: z.boolean().meta({ description: 'It is no longer there, or not yet.' }),
  })
  .meta({ id: 'NamedThing', description: 'Something of the workspace that is named by its id elsewhere.' })
export type ThingDto = z.infer<typeof thingSchema>

/** What a thing is called where it is among these; else its id. */
export function nameThing(things: ThingDto[], kind: ThingKind, id: string): string {
  return things.find((thing) => thing.kind === kind && thing.id === id)?.name ?? id
}

/** Each once. */
export function uniqueThings(things: Thing[]): Thing[] {
  return [...new Map(things.map((thing) => [`${thing.kind} ${thing.id}`, thing])).values()]
}
