import { rest } from '@/lib/adapters/rest'
import { previewMoment } from '@/lib/services/releases/preview-moment'

export const GET = rest({ verb: previewMoment })
