import { rest } from '@/lib/adapters/rest'
import { explainCheckedQuery } from '@/lib/services/query-sets/explain-checked-query'

export const POST = rest({ verb: explainCheckedQuery })
