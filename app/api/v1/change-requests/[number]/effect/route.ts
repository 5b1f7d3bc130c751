import { rest } from '@/lib/adapters/rest'
import { previewChangeEffect } from '@/lib/services/change-requests/preview-change-effect'

export const POST = rest({ verb: previewChangeEffect })
