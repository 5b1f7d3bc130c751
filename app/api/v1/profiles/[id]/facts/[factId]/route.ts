import { rest } from '@/lib/adapters/rest'
import { changeFact } from '@/lib/services/profiles/change-fact'
import { deleteFact } from '@/lib/services/profiles/delete-fact'

export const PUT = rest({ verb: changeFact })
export const DELETE = rest({ verb: deleteFact })
