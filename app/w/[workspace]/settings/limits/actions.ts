'use server'

import { action } from '@/lib/adapters/action'
import { saveUsageLimit } from '@/lib/services/usage-limits/save-usage-limit'

export const saveUsageLimitAction = action(saveUsageLimit)
