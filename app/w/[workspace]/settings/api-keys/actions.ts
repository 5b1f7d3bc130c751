'use server'

import { action } from '@/lib/adapters/action'
import { createApiKey } from '@/lib/services/api-keys/create-api-key'
import { revokeApiKey } from '@/lib/services/api-keys/revoke-api-key'

export const createApiKeyAction = action(createApiKey)
export const revokeApiKeyAction = action(revokeApiKey)
