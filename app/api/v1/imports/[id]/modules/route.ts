import { rest } from '@/lib/adapters/rest'
import { listImportedModules } from '@/lib/services/imports/list-imported-modules'

export const GET = rest({ verb: listImportedModules })
