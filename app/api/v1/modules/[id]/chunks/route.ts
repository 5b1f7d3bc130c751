import { rest } from '@/lib/adapters/rest'
import { listChunks } from '@/lib/services/modules/list-chunks'

export const GET = rest({ verb: listChunks })
