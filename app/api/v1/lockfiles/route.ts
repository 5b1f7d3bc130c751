import { rest } from '@/lib/adapters/rest'
import { LIMITS } from '@/lib/schemas/limits'
import { importLockfile } from '@/lib/services/lockfiles/import-lockfile'

export const POST = rest({ verb: importLockfile, status: 201, maxBodyBytes: LIMITS.lockfileBytes })
