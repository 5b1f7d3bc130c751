import { rest } from '@/lib/adapters/rest'
import { listRerankingModels } from '@/lib/services/policies/list-reranking-models'

export const GET = rest({ verb: listRerankingModels })
