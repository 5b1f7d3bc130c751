import { isDeepStrictEqual } from 'node:util'
import type { Prisma } from '@/lib/db/generated/client'
import type { CheckedQuery } from '@/lib/schemas/query-sets/query-set'

type Told = { name: string; isRequired: boolean; queryCount: number; checkCount: number; revision: number }

/** What the audit log says of a set; of its queries the numbers alone, since their wording may be of a conversation. */
export function tellSet({ name, isRequired, queryCount, checkCount, revision }: Told): Told {
  return { name, isRequired, queryCount, checkCount, revision }
}

/** How many queries are there anew, are not the same, or are gone; what there is none of is left out. */
export function countChanges(before: CheckedQuery[], after: CheckedQuery[]): Prisma.InputJsonObject {
  const was = new Map(before.map((query) => [query.id, query]))
  const is = new Set(after.map(({ id }) => id))
  const counts = {
    queriesAdded: after.filter(({ id }) => !was.has(id)).length,
    queriesChanged: after.filter((query) => was.has(query.id) && !isDeepStrictEqual(was.get(query.id), query)).length,
    queriesRemoved: before.filter(({ id }) => !is.has(id)).length,
  }
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0))
}
