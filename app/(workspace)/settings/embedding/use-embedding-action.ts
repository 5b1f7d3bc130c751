'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useAction } from '@/components/data/use-action'
import type { EmbeddingDto } from '@/lib/schemas/embedding'
import type { ActionResult } from '@/lib/schemas/error'
import { embeddingQuery } from './queries'

/** An action whose answer is what the screen shows from then on. */
export function useEmbeddingAction<Input>(
  action: (input: Input) => Promise<ActionResult<EmbeddingDto>>,
  /** Without it an error is shown as a toast. */
  onError?: () => void,
) {
  const client = useQueryClient()
  return useAction(action, {
    onSuccess: (embedding) => {
      client.setQueryData(embeddingQuery().queryKey, embedding)
    },
    onError,
  })
}
