import { rest } from '@/lib/adapters/rest'
import { publishModule } from '@/lib/services/modules/publish-module'

export const POST = rest({ verb: publishModule })
