import { rest } from '@/lib/adapters/rest'
import { branchConversation } from '@/lib/services/conversations/branch-conversation'
import { listBranches } from '@/lib/services/conversations/list-branches'

export const GET = rest({ verb: listBranches })
export const POST = rest({ verb: branchConversation, status: 201 })
