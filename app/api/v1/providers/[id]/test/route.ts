import { rest } from '@/lib/adapters/rest'
import { testProvider } from '@/lib/services/providers/test-provider'

export const POST = rest({ verb: testProvider })
