'use client'

import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useCallback, useMemo, useState } from 'react'
import { formatNumber } from '@/components/ui/format-number'
import { groupPassages } from './group-passages'
import {
  canSearchContents,
  facetsQuery,
  foundFacetsQuery,
  MORE_PASSAGES,
  modulesQuery,
  PASSAGES,
  passagesQuery,
} from './queries'
import type { ModulesSearch } from './search-params'
import { countModules } from './use-archive'

export const NO_FILTER = { category: null, tag: [] as string[], priority: null, activation: null, status: null }

/**
 * What the address asks for: modules by name, passages in the texts of others, and how many of them each filter has.
 * Nothing is of another query than the one that is typed: what is not known yet is undefined.
 */
export function useModuleSearch(search: ModulesSearch, isTyping: boolean) {
  const query = search.q.trim()
  const [widened, setWidened] = useState('')
  const list = useInfiniteQuery(modulesQuery(search))
  const passages = useQuery(passagesQuery(search, widened === query ? MORE_PASSAGES : PASSAGES))
  // filters count what is found without them
  const unfiltered = useQuery(passagesQuery({ ...search, ...NO_FILTER }))
  const facets = useQuery(facetsQuery())
  const foundFacets = useQuery({
    ...foundFacetsQuery({ q: query, found: [...new Set(unfiltered.data?.results.map(({ moduleId }) => moduleId))] }),
    enabled: query !== '' && !unfiltered.isPending,
  })

  const modules = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data])
  const found = useMemo(() => passages.data && groupPassages(passages.data.results), [passages.data])
  const others = useMemo(() => {
    const named = new Set(modules.map(({ id }) => id))
    return found && list.data && [...found].filter(([id]) => !named.has(id)).map(([, group]) => group)
  }, [found, list.data, modules])

  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list
  const loadMore = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage])

  const total = list.data?.pages[0]?.total
  const isInContents = canSearchContents(search)
  const isWaiting = isTyping || list.isPending
  const isKnown = !isWaiting && total !== undefined && (!isInContents || others !== undefined)
  const counted = query === '' ? facets : foundFacets
  return {
    query,
    list,
    passages,
    modules,
    found,
    /** Of modules that are not found by name, each one's passages, best first. */
    others,
    isInContents,
    isWaiting,
    isNothingFound: total === 0 && (isInContents ? others?.length === 0 : query !== ''),
    status: isKnown
      ? describeFound(total, query === '' ? undefined : (others?.length ?? 0), hasNextPage)
      : query === '' && !isTyping
        ? 'Loading…'
        : 'Searching…',
    facets: { all: facets.data, counts: isTyping ? undefined : counted.data, error: facets.error ?? counted.error },
    loadMore,
    /** Looks for more passages; undefined when these are all. */
    findMore: widened !== query && passages.data?.results.length === PASSAGES ? () => setWidened(query) : undefined,
  }
}

/**
 * @param inside modules that are found in their text and not in the list so far; undefined without a search
 * @param isPartial more of the list is to come, which may hold them too
 */
export function describeFound(named: number, inside: number | undefined, isPartial: boolean): string {
  if (inside === undefined) return countModules(named)
  if (named + inside === 0) return 'Nothing found'
  if (isPartial) return `${countModules(named)} found by name, passages of ${formatNumber(inside)} by text`
  return `${countModules(named + inside)} found: ${formatNumber(named)} by name, ${formatNumber(inside)} more by text`
}
