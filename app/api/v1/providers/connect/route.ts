import { rest } from '@/lib/adapters/rest'
import { connectProvider } from '@/lib/services/providers/connect-provider'

export const POST = rest({ verb: connectProvider })
