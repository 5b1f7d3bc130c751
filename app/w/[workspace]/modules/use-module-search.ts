'use client'

import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useCallback, useMemo, useState } from 'react'
import { formatCount } from '@/components/ui/format-number'
import { LIMITS } from '@/lib/schemas/limits'
import { groupPassages } from './group-passages'
import { facetsQuery, foundFacetsQuery, MORE_PASSAGES, modulesQuery, PASSAGES, passagesQuery } from './queries'
import type { ModulesSearch } from './search-params'
import { sortOf } from './search-params'

export const NO_FILTER = { category: null, tag: [] as string[], priority: null, activation: null, status: null }

/**
 * What the address asks for: one list of modules, in a search those with the words in their names first, then those whose
 * texts it found, and how many of them each filter has. Nothing is of another query than the one that is typed: what is
 * not known yet is undefined.
 */
export function useModuleSearch(search: ModulesSearch, isTyping: boolean) {
  const query = search.q.trim()
  const [widened, setWidened] = useState('')
  const limit = widened === query ? MORE_PASSAGES : PASSAGES
  const passages = useQuery(passagesQuery(search, limit))
  // a filter counts what is found without it, and searches on within it
  const unfiltered = useQuery(passagesQuery({ ...search, ...NO_FILTER }, limit))
  const found = useMemo(() => {
    if (!passages.data || !unfiltered.data) return undefined
    const ids = [...passages.data.results, ...unfiltered.data.results].map(({ moduleId }) => moduleId)
    return [...new Set(ids)].slice(0, LIMITS.searchResults)
  }, [passages.data, unfiltered.data])
  const list = useInfiniteQuery(modulesQuery(search, found))
  const searchError = passages.error ?? unfiltered.error
  const facets = useQuery(facetsQuery())
  const foundFacets = useQuery({
    ...foundFacetsQuery({ q: query, found: found ?? [] }),
    enabled: query !== '' && (found !== undefined || searchError !== null),
  })

  const modules = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data])
  const passagesOf = useMemo(() => groupPassages(passages.data?.results ?? []), [passages.data])
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list
  const loadMore = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage])

  const first = list.data?.pages[0]
  const isWaiting = isTyping || list.isPending
  /** Its names are listed, its texts are still searched. */
  const isSearching =
    query !== '' && !searchError && (found === undefined || list.isPlaceholderData || passages.isPlaceholderData)
  const retry = () => {
    for (const asked of [list, passages, unfiltered]) if (asked.isError) void asked.refetch()
  }
  const counted = query === '' ? facets : foundFacets
  return {
    query,
    list,
    modules,
    passagesOf,
    /** How many of the list were found by what, in its order; undefined where it has another order, or is no search. */
    matches: query !== '' && sortOf(search) === 'match' ? first?.matches : undefined,
    isWaiting,
    isSearching,
    isNothingFound: query !== '' && first?.total === 0 && !isSearching && !searchError,
    status:
      isWaiting || isSearching || first === undefined
        ? query === '' && !isTyping
          ? 'Loading…'
          : 'Searching…'
        : describeFound(first.total, query !== ''),
    facets: { all: facets.data, counts: isTyping ? undefined : counted.data, error: facets.error ?? counted.error },
    loadMore,
    /** Why texts could not be searched. */
    searchError,
    /** Asks again for what failed. */
    retry,
    /** Looks for more passages; undefined when these are all. */
    findMore: limit === PASSAGES && passages.data?.results.length === PASSAGES ? () => setWidened(query) : undefined,
  }
}

export function describeFound(total: number, isSearch: boolean): string {
  if (!isSearch) return formatCount(total, 'module')
  return total === 0 ? 'Nothing found' : `${formatCount(total, 'module')} found`
}
