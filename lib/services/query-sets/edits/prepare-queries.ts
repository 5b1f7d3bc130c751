import { fnv1a } from '@/lib/engine'
import { AppError } from '@/lib/errors'
import { LIMITS } from '@/lib/schemas/limits'
import type { CheckedQuery, CheckedQueryInput } from '@/lib/schemas/query-sets/query-set'

type Parsed = Omit<CheckedQuery, 'id'> & Pick<CheckedQueryInput, 'id'>

/**
 * Queries as they are stored. A query without an id gets one made from its text: a file without ids can be imported again
 * and each query keeps its id. @throws AppError LIMIT_EXCEEDED
 */
export function prepareQueries(queries: Parsed[]) {
  const taken = new Set(queries.flatMap(({ id }) => id ?? []))
  const withIds = queries.map((query): CheckedQuery => {
    const id = query.id ?? freeId(query.text, taken)
    taken.add(id)
    return { ...query, id }
  })
  const actual = Buffer.byteLength(JSON.stringify(withIds))
  const limit = LIMITS.querySetBytes
  if (actual > limit) {
    throw new AppError('LIMIT_EXCEEDED', 'These queries are more than 1 MB: make two sets of them.', { limit, actual })
  }
  const checkCount = withIds.reduce((sum, { checks }) => sum + checks.length, 0)
  return { queries: withIds, queryCount: withIds.length, checkCount }
}

function freeId(text: string, taken: ReadonlySet<string>): string {
  const id = `q-${(fnv1a(text.trim().toLowerCase()) >>> 0).toString(36)}`
  for (let n = 1; ; n++) {
    const free = n === 1 ? id : `${id}-${n}`
    if (!taken.has(free)) return free
  }
}
