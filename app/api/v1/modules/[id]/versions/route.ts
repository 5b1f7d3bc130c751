import { rest } from '@/lib/adapters/rest'
import { listVersions } from '@/lib/services/modules/list-versions'

export const GET = rest({ verb: listVersions })
