import { rest } from '@/lib/adapters/rest'
import { LIMITS } from '@/lib/schemas/limits'
import { createModule } from '@/lib/services/modules/create-module'
import { listModules } from '@/lib/services/modules/list-modules'

export const GET = rest({ verb: listModules })
export const POST = rest({ verb: createModule, status: 201, maxBodyBytes: LIMITS.moduleBodyBytes })
