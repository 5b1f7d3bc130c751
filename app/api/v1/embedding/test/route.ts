import { rest } from '@/lib/adapters/rest'
import { tryEmbedding } from '@/lib/services/embeddings/try-embedding'

export const POST = rest({ verb: tryEmbedding })
