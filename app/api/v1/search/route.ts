import { rest } from '@/lib/adapters/rest'
import { searchModules } from '@/lib/services/search/search-modules'

export const POST = rest({ verb: searchModules })
