import { rest } from '@/lib/adapters/rest'
import { explainRetrieval } from '@/lib/services/retrieval/explain-retrieval'

export const POST = rest({ verb: explainRetrieval })
