import { rest } from '@/lib/adapters/rest'
import { LIMITS } from '@/lib/schemas/limits'
import { verifyLockfile } from '@/lib/services/lockfiles/verify-lockfile'

export const POST = rest({ verb: verifyLockfile, maxBodyBytes: LIMITS.lockfileBytes })
