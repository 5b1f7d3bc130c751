import { rest } from '@/lib/adapters/rest'
import { LIMITS } from '@/lib/schemas/limits'
import { getOverlay } from '@/lib/services/chunk-overlays/get-overlay'
import { saveOverlay } from '@/lib/services/chunk-overlays/save-overlay'

export const GET = rest({ verb: getOverlay })
export const PUT = rest({ verb: saveOverlay, maxBodyBytes: LIMITS.moduleBodyBytes })
