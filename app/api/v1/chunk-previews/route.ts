import { rest } from '@/lib/adapters/rest'
import { LIMITS } from '@/lib/schemas/limits'
import { previewChunks } from '@/lib/services/modules/preview-chunks'

export const POST = rest({ verb: previewChunks, maxBodyBytes: LIMITS.moduleBodyBytes })
