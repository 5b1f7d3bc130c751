import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { callApi, toQuery } from '@/components/data/api-client'
import { LIMITS } from '@/lib/schemas/limits'
import type { ListModuleFacetsInput, ListModulesInput, ModuleFacetsDto, ModulePageDto } from '@/lib/schemas/module-list'
import type { SearchModulesInput, SearchResultsDto } from '@/lib/schemas/search'
import { type ModulesSearch, sortOf } from './search-params'

/** The list as the address asks for it; the same on the server (prefetch) and in the browser. */
function toListInput(search: ModulesSearch, cursor: string | null): ListModulesInput {
  return {
    q: search.q.trim() || undefined,
    category: search.category ?? undefined,
    tag: search.tag.length > 0 ? search.tag : undefined,
    priority: search.priority ?? undefined,
    activation: search.activation ?? undefined,
    status: search.status ?? undefined,
    sort: sortOf(search),
    limit: 100,
    cursor: cursor ?? undefined,
  }
}

type FetchPage = (input: ListModulesInput, signal?: AbortSignal) => Promise<ModulePageDto>

const fetchPage: FetchPage = ({ tag, ...rest }, signal) =>
  callApi(`/api/v1/modules${toQuery({ ...rest, tag: tag?.join(',') })}`, { signal })

export function modulesQuery(search: ModulesSearch, fetch: FetchPage = fetchPage) {
  return infiniteQueryOptions({
    queryKey: ['modules', 'list', toListInput(search, null)],
    queryFn: ({ pageParam, signal }) => fetch(toListInput(search, pageParam), signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  })
}

export function facetsQuery(fetch: () => Promise<ModuleFacetsDto> = () => callApi('/api/v1/module-facets')) {
  return queryOptions({ queryKey: ['modules', 'facets'], queryFn: fetch })
}

/** The same of what a search finds: by the words of `q`, and those that it found in their texts. */
export function foundFacetsQuery(input: ListModuleFacetsInput) {
  return queryOptions({
    queryKey: ['modules', 'facets', input],
    queryFn: ({ signal }) => callApi<ModuleFacetsDto>('/api/v1/module-facets', { json: input, signal }),
  })
}

/** Passages are of published modules, and know neither activation nor status. */
export function canSearchContents({ q, activation, status }: ModulesSearch): boolean {
  return q.trim() !== '' && activation === null && (status === null || status === 'published')
}

/** How many passages are shown at first, and when more are wanted. */
export const PASSAGES = 30
export const MORE_PASSAGES = LIMITS.searchResults

/** The real search: passages of published modules, best first. */
export function passagesQuery(search: ModulesSearch, limit = PASSAGES) {
  const input: SearchModulesInput = {
    query: search.q.trim(),
    limit,
    filters: {
      category: search.category ?? undefined,
      tags: search.tag.length > 0 ? search.tag : undefined,
      priority: search.priority ?? undefined,
    },
  }
  return queryOptions({
    queryKey: ['modules', 'passages', input],
    queryFn: ({ signal }) => callApi<SearchResultsDto>('/api/v1/search', { json: input, signal }),
    enabled: canSearchContents(search),
  })
}
