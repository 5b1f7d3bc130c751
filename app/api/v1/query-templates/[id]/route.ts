import { rest } from '@/lib/adapters/rest'
import { deleteQueryTemplate } from '@/lib/services/query-templates/delete-query-template'
import { updateQueryTemplate } from '@/lib/services/query-templates/update-query-template'

export const PATCH = rest({ verb: updateQueryTemplate })
export const DELETE = rest({ verb: deleteQueryTemplate })
