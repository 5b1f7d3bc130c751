import { rest } from '@/lib/adapters/rest'
import { listImports } from '@/lib/services/imports/list-imports'

export const GET = rest({ verb: listImports })
