import { rest } from '@/lib/adapters/rest'
import { listStatedFacts } from '@/lib/services/conversations/list-stated-facts'

export const GET = rest({ verb: listStatedFacts })
