'use server'

import { action } from '@/lib/adapters/action'
import { changeMailSettings } from '@/lib/services/mail/change-mail-settings'

export const changeMailSettingsAction = action(changeMailSettings)
