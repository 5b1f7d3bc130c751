import { rest } from '@/lib/adapters/rest'
import { getVersion } from '@/lib/services/modules/get-version'

export const GET = rest({ verb: getVersion })
