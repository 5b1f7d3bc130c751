import { rest } from '@/lib/adapters/rest'
import { listMembers } from '@/lib/services/members/list-members'

export const GET = rest({ verb: listMembers })
