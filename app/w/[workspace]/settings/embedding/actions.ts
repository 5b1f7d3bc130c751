'use server'

import { action } from '@/lib/adapters/action'
import { cancelEmbedding } from '@/lib/services/embeddings/cancel-embedding'
import { chooseEmbedding } from '@/lib/services/embeddings/choose-embedding'
import { retryEmbedding } from '@/lib/services/embeddings/retry-embedding'
import { tryEmbedding } from '@/lib/services/embeddings/try-embedding'

export const chooseEmbeddingAction = action(chooseEmbedding)
export const cancelEmbeddingAction = action(cancelEmbedding)
export const retryEmbeddingAction = action(retryEmbedding)
export const tryEmbeddingAction = action(tryEmbedding)
