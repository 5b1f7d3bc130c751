import { rest } from '@/lib/adapters/rest'
import { listOverlayVersions } from '@/lib/services/chunk-overlays/list-overlay-versions'

export const GET = rest({ verb: listOverlayVersions })
