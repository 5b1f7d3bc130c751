import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { callApi } from '@/components/data/api-client'
import type { SearchModulesInput, SearchResultsDto } from '@/lib/schemas/contexts/search'
import { LIMITS } from '@/lib/schemas/limits'
import type {
  ListModuleFacetsInput,
  ListModulesInput,
  ModuleFacetsDto,
  ModulePageDto,
} from '@/lib/schemas/modules/module-list'
import { type ModulesSearch, sortOf } from './search-params'

/** The list as the address asks for it; the same on the server (prefetch) and in the browser. */
function toListInput(search: ModulesSearch, found: string[] | undefined, cursor: string | null): ListModulesInput {
  return {
    q: search.q.trim() || undefined,
    found,
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

// a hundred ids can be longer than an address may be
const fetchPage: FetchPage = (input, signal) => callApi('/api/v1/module-list', { json: input, signal })

/**
 * The list as the address asks for it, the same on the server and in the browser.
 * @param found modules that the search found in texts, best first; undefined while it looks
 */
export function modulesQuery(search: ModulesSearch, found?: string[], fetch: FetchPage = fetchPage) {
  const asked = JSON.stringify(toListInput(search, undefined, null))
  return infiniteQueryOptions({
    queryKey: ['modules', 'list', asked, found ?? null],
    queryFn: ({ pageParam, signal }) => fetch(toListInput(search, found, pageParam), signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    // what is known of the same search stays until what it found in texts has joined it
    placeholderData: (known, query) => (query?.queryKey[2] === asked ? known : undefined),
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

/** How many passages are shown at first, and when more are wanted. */
export const PASSAGES = 30
export const MORE_PASSAGES = LIMITS.searchResults

/** The real search: passages of published modules, best first. It knows neither activation nor status. */
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
  const asked = JSON.stringify({ ...input, limit: undefined })
  return queryOptions({
    queryKey: ['modules', 'passages', asked, limit],
    queryFn: ({ signal }) => callApi<SearchResultsDto>('/api/v1/search', { json: input, signal }),
    enabled: input.query !== '',
    placeholderData: (known: SearchResultsDto | undefined, query) => (query?.queryKey[2] === asked ? known : undefined),
  })
}
