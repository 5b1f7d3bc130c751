'use client'

import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { loadRequestTokenizer, loadTokenizer } from '@/lib/engine'
import type { Trial } from './what-if'

/** Has the ranks, which are about 2 MB, on their way while it is not known yet what is counted. */
export function useTokenizerAhead(): void {
  useEffect(() => {
    // whoever counts is told what went wrong
    loadTokenizer('gpt').catch(() => undefined)
  }, [])
}

/** What the server counts the model with. */
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
