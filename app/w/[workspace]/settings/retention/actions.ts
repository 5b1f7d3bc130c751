'use server'

import { action } from '@/lib/adapters/action'
import { changeRetention } from '@/lib/services/retention/change-retention'

export const changeRetentionAction = action(changeRetention)
