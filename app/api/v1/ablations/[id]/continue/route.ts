import { rest } from '@/lib/adapters/rest'
import { continueAblation } from '@/lib/services/ablations/continue-ablation'

export const POST = rest({ verb: continueAblation })
