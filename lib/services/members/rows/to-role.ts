import { ROLES, type Role } from '@/lib/schemas/workspaces/role'

/** The stored text as a role; what is not one has the least rights. */
export function toRole(text: string | null): Role {
  return ROLES.find((role) => role === text) ?? 'viewer'
}
