import { rest } from '@/lib/adapters/rest'
import { cancelEmbedding } from '@/lib/services/embeddings/cancel-embedding'

export const POST = rest({ verb: cancelEmbedding })
