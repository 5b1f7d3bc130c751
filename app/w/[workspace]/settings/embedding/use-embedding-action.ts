'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useAction, type WorkspaceAction } from '@/components/data/use-action'
import type { EmbeddingDto } from '@/lib/schemas/contexts/embedding'
import { embeddingQuery } from './queries'

/** An action whose answer is what the screen shows from then on. */
export function useEmbeddingAction<Input>(
  action: WorkspaceAction<Input, EmbeddingDto>,
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
