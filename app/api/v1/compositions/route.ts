import { rest } from '@/lib/adapters/rest'
import { listCompositions } from '@/lib/services/compose/list-compositions'

export const GET = rest({ verb: listCompositions })
