import { rest } from '@/lib/adapters/rest'
import { protectRelease } from '@/lib/services/releases/protect-release'

export const PUT = rest({ verb: protectRelease })
