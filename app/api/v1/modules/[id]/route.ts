import { rest } from '@/lib/adapters/rest'
import { LIMITS } from '@/lib/schemas/limits'
import { deleteModule } from '@/lib/services/modules/delete-module'
import { getModule } from '@/lib/services/modules/get-module'
import { updateModule } from '@/lib/services/modules/update-module'

export const GET = rest({ verb: getModule })
export const PUT = rest({ verb: updateModule, maxBodyBytes: LIMITS.moduleBodyBytes })
export const DELETE = rest({ verb: deleteModule })
