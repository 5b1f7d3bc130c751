import { rest } from '@/lib/adapters/rest'
import { listEmbeddingModels } from '@/lib/services/embeddings/list-embedding-models'

export const GET = rest({ verb: listEmbeddingModels })
