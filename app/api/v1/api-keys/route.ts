import { rest } from '@/lib/adapters/rest'
import { createApiKey } from '@/lib/services/api-keys/create-api-key'
import { listApiKeys } from '@/lib/services/api-keys/list-api-keys'

export const GET = rest({ verb: listApiKeys })
export const POST = rest({ verb: createApiKey, status: 201 })
