import { rest } from '@/lib/adapters/rest'
import { createQueryTemplate } from '@/lib/services/query-templates/create-query-template'
import { listQueryTemplates } from '@/lib/services/query-templates/list-query-templates'

export const GET = rest({ verb: listQueryTemplates })
export const POST = rest({ verb: createQueryTemplate, status: 201 })
