import { rest } from '@/lib/adapters/rest'
import { acceptFact } from '@/lib/services/profiles/accept-fact'

export const POST = rest({ verb: acceptFact })
