import { rest } from '@/lib/adapters/rest'
import { listDependencies } from '@/lib/services/modules/list-dependencies'

export const GET = rest({ verb: listDependencies })
