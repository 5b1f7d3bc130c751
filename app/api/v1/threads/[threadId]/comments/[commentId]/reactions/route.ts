import { rest } from '@/lib/adapters/rest'
import { reactToComment } from '@/lib/services/discussion/react-to-comment'

export const PUT = rest({ verb: reactToComment })
