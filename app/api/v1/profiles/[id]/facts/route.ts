import { rest } from '@/lib/adapters/rest'
import { addFact } from '@/lib/services/profiles/add-fact'
import { listFacts } from '@/lib/services/profiles/list-facts'

export const GET = rest({ verb: listFacts })
export const POST = rest({ verb: addFact, status: 201 })
