import { rest } from '@/lib/adapters/rest'
import { listModules } from '@/lib/services/modules/list-modules'

export const POST = rest({ verb: listModules })
