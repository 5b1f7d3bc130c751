import { rest } from '@/lib/adapters/rest'
import { markNotifications } from '@/lib/services/inbox/mark-notifications'

export const PUT = rest({ verb: markNotifications })
