import type { ProposeTarget } from '@/components/changes/propose-form'
import { callApi, toQuery } from '@/components/data/api-client'
import type { ChangeRequestDto } from '@/lib/schemas/changes/change-request'
import { addQuery } from '@/lib/schemas/query-sets/add-query'
import type { CheckedQuery, QuerySetDto } from '@/lib/schemas/query-sets/query-set'

/** A query set that is there, or the name of one that is made. */
export type IntoSet = { id: string } | { name: string }

/**
 * Proposes a query with its checks and labels in a change request, beside what that makes of the set already.
 * @throws ClientError
 */
export async function proposeCheck(
  target: ProposeTarget,
  into: IntoSet,
  query: CheckedQuery,
): Promise<{ number: number; querySetId: string | undefined }> {
  const open = 'number' in target ? await callApi<ChangeRequestDto>(pathOf(target.number)) : null
  const id = 'id' in into ? into.id : open ? findMade(open, into.name) : undefined
  const edit =
    id === undefined
      ? { kind: 'create', ...into, queries: [query] }
      : addTo(await readSet(id, open?.releaseId), query, open === null)
  const change = open
    ? await callApi<ChangeRequestDto>(`${pathOf(open.number)}/edits`, { method: 'PUT', json: { querySets: [edit] } })
    : await callApi<ChangeRequestDto>('/api/v1/change-requests', { json: { ...target, querySets: [edit] } })
  return { number: change.number, querySetId: id ?? ('name' in into ? findMade(change, into.name) : undefined) }
}

const pathOf = (number: number) => `/api/v1/change-requests/${number}`

/** The set of that name which a request makes: nobody could tell two of them apart. */
function findMade({ querySets }: ChangeRequestDto, name: string): string | undefined {
  return querySets.find((each) => each.kind === 'create' && each.name === name.trim())?.querySetId
}

const readSet = (id: string, release: string | null | undefined) =>
  callApi<QuerySetDto>(`/api/v1/query-sets/${encodeURIComponent(id)}${toQuery({ release })}`)

/** What somebody did to the set meanwhile is not written over. */
function addTo({ id, queries, revision, proposal }: QuerySetDto, query: CheckedQuery, isNew: boolean) {
  const wanted = { querySetId: id, queries: addQuery(queries, query) }
  if (proposal) return { ...wanted, revision: proposal.revision }
  return { ...wanted, baseRevision: revision, ...(isNew ? {} : { revision: 0 }) }
}
