import { rest } from '@/lib/adapters/rest'
import { changeStatedFact } from '@/lib/services/conversations/change-stated-fact'

export const PUT = rest({ verb: changeStatedFact })
