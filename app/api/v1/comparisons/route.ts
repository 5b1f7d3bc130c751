import { rest } from '@/lib/adapters/rest'
import { compareCompositions } from '@/lib/services/compare/compare-compositions'

export const GET = rest({ verb: compareCompositions })
