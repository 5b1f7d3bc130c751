import { rest } from '@/lib/adapters/rest'
import { previewCleaner } from '@/lib/services/cleaner/preview-cleaner'

export const POST = rest({ verb: previewCleaner })
