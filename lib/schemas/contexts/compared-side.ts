import { z } from 'zod'
import { LIMITS } from '@/lib/schemas/limits'
import { givenMoment } from '@/lib/schemas/texts/moment'
import { idText } from '@/lib/schemas/texts/text'

const moduleIds = z.array(idText()).max(LIMITS.pinnedModules).nullable()

/**
 * One side of a comparison: a composition as it was sent, or its question composed once more with what is named here.
 * Null pins or excludes are those of the composition. With `query` the id is that of a query set, and its query of this id
 * is composed as a run composes it.
 */
const comparedSideSchema = z.strictObject({
  id: idText(),
  isNow: z.boolean(),
  pins: moduleIds,
  excludes: moduleIds,
  /** Beside those of the composition. */
  unfolds: z.array(idText()).max(LIMITS.unfoldedSummaries).optional(),
  draft: idText().optional(),
  policy: z
    .string()
    .regex(/^[^\s@]+(@[1-9]\d{0,8})?$/)
    .optional(),
  model: z.string().trim().min(1).max(200).optional(),
  release: idText().optional(),
  /** Production as it was then, in place of a release. */
  at: givenMoment().optional(),
  /** As for somebody of whom nothing is known. */
  profile: z.literal('none').optional(),
  query: idText().optional(),
  /** The release of a change request: the query set is meant as that wants it. */
  set: idText().optional(),
})
export type ComparedSide = z.infer<typeof comparedSideSchema>

/** Whether its question is composed once more, instead of shown as it was sent. */
export function isComposedAgain({ isNow, pins, excludes, ...named }: ComparedSide): boolean {
  const { unfolds, draft, policy, model, release, at, profile, query } = named
  return (
    [unfolds, draft, policy, model, release, at, profile, query].some((value) => value !== undefined) ||
    isNow ||
    pins !== null ||
    excludes !== null
  )
}

/** `cmp_1`, `cmp_1;now`, `cmp_1;pin=a;exclude=b;draft=c;policy=default@3;model=gpt-5.1`, `qs_1;query=q1`: as addresses have it. */
export function formatComparedSide({ id, isNow, pins, excludes, unfolds, ...named }: ComparedSide): string {
  const list = (name: string, ids: string[] | null | undefined) =>
    ids?.length === 0 ? [`${name}=`] : (ids ?? []).map((each) => `${name}=${encodeURIComponent(each)}`)
  const single = Object.entries(named).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`],
  )
  return [
    encodeURIComponent(id),
    ...(isNow ? ['now'] : []),
    ...list('pin', pins),
    ...list('exclude', excludes),
    ...list('unfold', unfolds),
    ...single,
  ].join(';')
}

/** Reads `formatComparedSide`; null for what names no side. */
export function parseComparedSide(text: string): ComparedSide | null {
  const [id = '', ...parts] = text.split(';')
  const side: Record<string, unknown> = { isNow: false, pins: null, excludes: null }
  try {
    side.id = decodeURIComponent(id)
    for (const part of parts) {
      const [name = '', value = ''] = part.split('=').map(decodeURIComponent)
      if (part === 'now') side.isNow = true
      else if (name === 'pin') side.pins = listWith(side.pins, value)
      else if (name === 'exclude') side.excludes = listWith(side.excludes, value)
      else if (name === 'unfold') side.unfolds = listWith(side.unfolds, value)
      else side[name] = value
    }
  } catch {
    return null
  }
  const parsed = comparedSideSchema.safeParse(side)
  return parsed.success ? parsed.data : null
}

function listWith(ids: unknown, id: string): string[] {
  const known = Array.isArray(ids) ? (ids as string[]) : []
  return id === '' ? known : [...known, id]
}

/** A side as a request names it. */
export const comparedSideText = z
  .string()
  .max(LIMITS.comparedSideLength)
  .refine(
    (text) => parseComparedSide(text) !== null,
    'Write the id of a composition, or id;now;pin=…;exclude=…;unfold=…;draft=…;policy=…;model=…;release=…;at=…;profile=none.',
  )
  .meta({
    description:
      'Id of a composition: as it was sent. Its question composed once more, with what is in use now: `id;now`, and with `;pin=module`, `;exclude=module`, `;unfold=summary`, `;draft=module`, `;policy=id@version`, `;model=id`, `;release=id`, `;at=2026-11-29T12:00:00Z` for production at a moment or `;profile=none` behind it. A query of a query set: `id of the set;query=id`, with `;release=id`, `;at=…` or `;exclude=module` behind it. Values are percent-encoded.',
    examples: ['cmp_1', 'cmp_1;exclude=rollback'],
  })
