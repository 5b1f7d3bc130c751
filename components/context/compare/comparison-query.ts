import { queryOptions } from '@tanstack/react-query'
import { callApi, toQuery } from '@/components/data/api-client'
import type { ComparisonDto } from '@/lib/schemas/contexts/comparison'

/** @param a and b sides as addresses have them: `cmp_1`, `cmp_1;exclude=rollback` */
export function comparisonQuery(a: string, b: string) {
  return queryOptions({
    queryKey: ['comparisons', a, b],
    queryFn: ({ signal }) => callApi<ComparisonDto>(`/api/v1/comparisons${toQuery({ a, b })}`, { signal }),
    retry: false,
  })
}

export function compareHref(a: string, b: string): string {
  return `/compare?${new URLSearchParams({ a, b })}`
}
