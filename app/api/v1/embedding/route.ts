import { rest } from '@/lib/adapters/rest'
import { chooseEmbedding } from '@/lib/services/embeddings/choose-embedding'
import { getEmbedding } from '@/lib/services/embeddings/get-embedding'

export const GET = rest({ verb: getEmbedding })
export const PUT = rest({ verb: chooseEmbedding })
