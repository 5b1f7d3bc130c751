import { rest } from '@/lib/adapters/rest'
import { previewRetention } from '@/lib/services/retention/preview-retention'

export const POST = rest({ verb: previewRetention })
