import { rest } from '@/lib/adapters/rest'
import { LIMITS } from '@/lib/schemas/limits'
import { putChangeEdits } from '@/lib/services/change-requests/put-change-edits'

export const PUT = rest({ verb: putChangeEdits, maxBodyBytes: LIMITS.moduleBodyBytes })
