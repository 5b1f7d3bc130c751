'use server'

import { action } from '@/lib/adapters/action'
import { chooseDefaultModel } from '@/lib/services/providers/choose-default-model'
import { connectProvider } from '@/lib/services/providers/connect-provider'
import { deleteProvider } from '@/lib/services/providers/delete-provider'
import { saveProvider } from '@/lib/services/providers/save-provider'
import { tryProvider } from '@/lib/services/providers/try-provider'

export const chooseDefaultModelAction = action(chooseDefaultModel)
export const connectProviderAction = action(connectProvider)
export const saveProviderAction = action(saveProvider)
export const deleteProviderAction = action(deleteProvider)
export const tryProviderAction = action(tryProvider)
