import { rest } from '@/lib/adapters/rest'
import { createInvitation } from '@/lib/services/invitations/create-invitation'
import { listInvitations } from '@/lib/services/invitations/list-invitations'

export const GET = rest({ verb: listInvitations })
export const POST = rest({ verb: createInvitation, status: 201 })
