'use client'

import { useQuery } from '@tanstack/react-query'
import { loadTokenizer, type ModelFamily } from '@/lib/engine'

/** The family's tokenizer, loaded when it is first needed: its ranks are about 2 MB. */
export function useTokenizer(family: ModelFamily | undefined) {
  return useQuery({
    queryKey: ['tokenizer', family],
    queryFn: () => loadTokenizer(family ?? 'generic'),
    enabled: family !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
  })
}
