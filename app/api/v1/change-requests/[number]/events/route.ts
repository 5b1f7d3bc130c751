import { rest } from '@/lib/adapters/rest'
import { listChangeEvents } from '@/lib/services/discussion/list-change-events'

export const GET = rest({ verb: listChangeEvents })
