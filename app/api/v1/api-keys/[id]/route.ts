import { rest } from '@/lib/adapters/rest'
import { revokeApiKey } from '@/lib/services/api-keys/revoke-api-key'

export const DELETE = rest({ verb: revokeApiKey })
