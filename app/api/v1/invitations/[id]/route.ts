import { rest } from '@/lib/adapters/rest'
import { revokeInvitation } from '@/lib/services/invitations/revoke-invitation'

export const DELETE = rest({ verb: revokeInvitation })
