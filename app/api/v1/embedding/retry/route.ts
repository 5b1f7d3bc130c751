import { rest } from '@/lib/adapters/rest'
import { retryEmbedding } from '@/lib/services/embeddings/retry-embedding'

export const POST = rest({ verb: retryEmbedding })
