import { rest } from '@/lib/adapters/rest'
import { listAblations } from '@/lib/services/ablations/list-ablations'
import { startAblation } from '@/lib/services/ablations/start-ablation'

export const GET = rest({ verb: listAblations })
export const POST = rest({ verb: startAblation, status: 201 })
