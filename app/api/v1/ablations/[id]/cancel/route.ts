import { rest } from '@/lib/adapters/rest'
import { cancelAblation } from '@/lib/services/ablations/cancel-ablation'

export const POST = rest({ verb: cancelAblation })
