'use server'

import { action } from '@/lib/adapters/action'
import { deleteProvider } from '@/lib/services/providers/delete-provider'
import { saveProvider } from '@/lib/services/providers/save-provider'
import { testProvider } from '@/lib/services/providers/test-provider'

export const saveProviderAction = action(saveProvider)
export const deleteProviderAction = action(deleteProvider)
export const testProviderAction = action(testProvider)
