import { rest } from '@/lib/adapters/rest'
import { previewEffect } from '@/lib/services/effect/preview-effect'

export const GET = rest({ verb: previewEffect })
