import { rest } from '@/lib/adapters/rest'
import { getPrepared } from '@/lib/services/compose/get-prepared'

export const GET = rest({ verb: getPrepared })
