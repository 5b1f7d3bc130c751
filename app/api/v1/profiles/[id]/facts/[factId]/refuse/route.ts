import { rest } from '@/lib/adapters/rest'
import { refuseFact } from '@/lib/services/profiles/refuse-fact'

export const POST = rest({ verb: refuseFact })
