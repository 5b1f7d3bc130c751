import { rest } from '@/lib/adapters/rest'
import { restoreQueryTemplate } from '@/lib/services/query-templates/restore-query-template'

export const POST = rest({ verb: restoreQueryTemplate })
