import { rest } from '@/lib/adapters/rest'
import { resolveThread } from '@/lib/services/discussion/resolve-thread'

export const PUT = rest({ verb: resolveThread })
