'use client'

import { useQuery } from '@tanstack/react-query'
import { loadRequestTokenizer } from '@/lib/engine'
import type { Trial } from './what-if'

/** What the server counts the model with, loaded when it is first needed: the ranks are about 2 MB. */
export function useTokenizer(of: Pick<Trial, 'model' | 'tokenPercent'> | undefined) {
  return useQuery({
    queryKey: ['tokenizer', of?.model.id, of?.model.family, of?.tokenPercent],
    queryFn: () => (of ? loadRequestTokenizer(of) : Promise.reject(new Error('no model'))),
    enabled: of !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
  })
}
