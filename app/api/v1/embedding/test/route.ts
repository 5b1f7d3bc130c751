import { rest } from '@/lib/adapters/rest'
import { testEmbedding } from '@/lib/services/embeddings/test-embedding'

export const POST = rest({ verb: testEmbedding })
