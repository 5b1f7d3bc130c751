import { rest } from '@/lib/adapters/rest'
import { restoreVersion } from '@/lib/services/modules/restore-version'

export const POST = rest({ verb: restoreVersion })
