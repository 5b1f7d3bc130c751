import { rest } from '@/lib/adapters/rest'
import { getAblation } from '@/lib/services/ablations/get-ablation'

export const GET = rest({ verb: getAblation })
