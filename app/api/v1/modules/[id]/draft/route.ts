import { rest } from '@/lib/adapters/rest'
import { LIMITS } from '@/lib/schemas/limits'
import { discardDraft } from '@/lib/services/modules/discard-draft'
import { saveDraft } from '@/lib/services/modules/save-draft'

export const PUT = rest({ verb: saveDraft, maxBodyBytes: LIMITS.moduleBodyBytes })
export const DELETE = rest({ verb: discardDraft })
