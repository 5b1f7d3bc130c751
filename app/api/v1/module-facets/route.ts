import { rest } from '@/lib/adapters/rest'
import { listModuleFacets } from '@/lib/services/modules/list-module-facets'

export const GET = rest({ verb: listModuleFacets })
export const POST = rest({ verb: listModuleFacets })
