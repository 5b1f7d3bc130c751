'use server'

import { action } from '@/lib/adapters/action'
import { changeCleaner } from '@/lib/services/cleaner/change-cleaner'

export const changeCleanerAction = action(changeCleaner)
