import { z } from 'zod'
import { prisma } from '@/lib/db/client'
import { withOutline } from '@/lib/db/compositions/with-outline'
import { Prisma } from '@/lib/db/generated/client'
import { prefixSpans, type Span } from '@/lib/engine'
import { spanSchema } from '@/lib/schemas/contexts/composition'

export type Prefix = { hash: string; spans: Span[] }

type Known = { id: string; prefixHash: string; model: string }

/** Traces that one statement opens, since each is long. */
const BATCH = 10

const spansSchema = z.array(spanSchema)

/**
 * The stable prefixes of compositions, by the composition's id. Prefixes with the same hash and model are read once.
 * @param most how many different prefixes are read; later ones are missing
 */
export async function loadPrefixes(
  workspaceId: string,
  compositions: Known[],
  most: number,
): Promise<Map<string, Prefix>> {
  const keyOf = ({ prefixHash, model }: Known) => `${prefixHash} ${model}`
  const readFrom = new Map(compositions.toReversed().map((composition) => [keyOf(composition), composition.id]))
  const ids = compositions.map(({ id }) => id).filter((id, at) => readFrom.get(keyOf(compositions[at]!)) === id)
  const spans = new Map<string, Span[]>()
  for (let at = 0; at < Math.min(ids.length, most); at += BATCH) {
    const batch = ids.slice(at, Math.min(at + BATCH, most))
    const rows = await prisma.$queryRaw<{ id: string; spans: unknown }[]>`
      SELECT c."id", jsonb_path_query_array(c."outline", '$.spans[*] ? (@.messageIndex == 0)') AS "spans"
      FROM ${withOutline(Prisma.sql`WHERE c."workspaceId" = ${workspaceId} AND c."id" = ANY(${batch})`)} c`
    for (const row of rows) spans.set(row.id, prefixSpans(spansSchema.parse(row.spans)))
  }
  return new Map(
    compositions.flatMap((composition) => {
      const known = spans.get(readFrom.get(keyOf(composition)) ?? '')
      return known ? [[composition.id, { hash: composition.prefixHash, spans: known }] as const] : []
    }),
  )
}
