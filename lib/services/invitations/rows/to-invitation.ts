import type { InvitationDto } from '@/lib/schemas/workspaces/invitation'
import { toRole } from '@/lib/services/members/rows/to-role'

export const INVITATION_SELECT = {
  id: true,
  email: true,
  role: true,
  createdAt: true,
  expiresAt: true,
  inviter: { select: { name: true } },
} as const

type InvitationRow = {
  id: string
  email: string
  role: string | null
  createdAt: Date
  expiresAt: Date
  inviter: { name: string }
}

export function toInvitation(row: InvitationRow): InvitationDto {
  return {
    id: row.id,
    email: row.email,
    role: toRole(row.role),
    inviterName: row.inviter.name,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    isExpired: row.expiresAt.getTime() <= Date.now(),
  }
}
