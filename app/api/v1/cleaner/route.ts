import { rest } from '@/lib/adapters/rest'
import { changeCleaner } from '@/lib/services/cleaner/change-cleaner'
import { getCleaner } from '@/lib/services/cleaner/get-cleaner'

export const GET = rest({ verb: getCleaner })
export const PUT = rest({ verb: changeCleaner })
