import { rest } from '@/lib/adapters/rest'
import { listThreads } from '@/lib/services/discussion/list-threads'
import { startThread } from '@/lib/services/discussion/start-thread'

export const GET = rest({ verb: listThreads })
export const POST = rest({ verb: startThread, status: 201 })
