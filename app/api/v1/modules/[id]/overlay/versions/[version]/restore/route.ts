import { rest } from '@/lib/adapters/rest'
import { restoreOverlay } from '@/lib/services/chunk-overlays/restore-overlay'

export const POST = rest({ verb: restoreOverlay })
