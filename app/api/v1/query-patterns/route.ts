import { rest } from '@/lib/adapters/rest'
import { listQueryPatterns } from '@/lib/services/query-templates/list-query-patterns'

export const GET = rest({ verb: listQueryPatterns })
