import { rest } from '@/lib/adapters/rest'
import { summarizeVersion } from '@/lib/services/summaries/summarize-version'

export const POST = rest({ verb: summarizeVersion })
