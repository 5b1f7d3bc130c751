'use server'

import { action } from '@/lib/adapters/action'
import { saveProfileSettings } from '@/lib/services/profiles/save-profile-settings'

export const saveProfileSettingsAction = action(saveProfileSettings)
