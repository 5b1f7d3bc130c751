import { rest } from '@/lib/adapters/rest'
import { compareCompositions } from '@/lib/services/compose/compare-compositions'

export const GET = rest({ verb: compareCompositions })
