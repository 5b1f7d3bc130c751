import { rest } from '@/lib/adapters/rest'
import { getChunkHeat } from '@/lib/services/insights/get-chunk-heat'

export const GET = rest({ verb: getChunkHeat })
