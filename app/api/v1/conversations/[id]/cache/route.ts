import { rest } from '@/lib/adapters/rest'
import { getCacheMap } from '@/lib/services/usage/get-cache-map'

export const GET = rest({ verb: getCacheMap })
