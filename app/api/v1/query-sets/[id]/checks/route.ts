import { rest } from '@/lib/adapters/rest'
import { addCheck } from '@/lib/services/query-sets/add-check'

export const POST = rest({ verb: addCheck })
