import { rest } from '@/lib/adapters/rest'
import { reopenFact } from '@/lib/services/profiles/reopen-fact'

export const POST = rest({ verb: reopenFact })
