import { rest } from '@/lib/adapters/rest'
import { tryProvider } from '@/lib/services/providers/try-provider'

export const POST = rest({ verb: tryProvider })
