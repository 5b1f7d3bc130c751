import { describeApi } from '@/lib/adapters/openapi/build-document'
import { rest } from '@/lib/adapters/rest'

export const GET = rest({ verb: describeApi })
