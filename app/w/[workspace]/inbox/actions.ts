'use server'

import { action } from '@/lib/adapters/action'
import { markNotifications } from '@/lib/services/inbox/mark-notifications'

export const markNotificationsAction = action(markNotifications)
