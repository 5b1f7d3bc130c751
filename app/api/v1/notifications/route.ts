import { rest } from '@/lib/adapters/rest'
import { listNotifications } from '@/lib/services/inbox/list-notifications'

export const GET = rest({ verb: listNotifications })
