import { rest } from '@/lib/adapters/rest'
import { listRelatedModules } from '@/lib/services/related-modules/list-related-modules'

export const GET = rest({ verb: listRelatedModules })
