import { rest } from '@/lib/adapters/rest'
import { getLibraryGraph } from '@/lib/services/insights/get-library-graph'

export const GET = rest({ verb: getLibraryGraph })
