import { rest } from '@/lib/adapters/rest'
import { listAvailableModels } from '@/lib/services/providers/list-available-models'

export const GET = rest({ verb: listAvailableModels })
