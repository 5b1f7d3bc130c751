import { rest } from '@/lib/adapters/rest'
import { clearInteractions } from '@/lib/services/profiles/clear-interactions'
import { listInteractions } from '@/lib/services/profiles/list-interactions'

export const GET = rest({ verb: listInteractions })
export const DELETE = rest({ verb: clearInteractions })
