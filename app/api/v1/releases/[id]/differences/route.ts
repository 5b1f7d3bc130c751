import { rest } from '@/lib/adapters/rest'
import { compareReleases } from '@/lib/services/releases/compare-releases'

export const GET = rest({ verb: compareReleases })
