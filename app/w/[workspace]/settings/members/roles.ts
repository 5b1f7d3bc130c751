import type { Role } from '@/lib/schemas/workspaces/role'

/** What each role may do, each including those below it. */
export const ROLE_META: Record<Role, { label: string; may: string }> = {
  owner: { label: 'Owner', may: 'everything, and decides about owners' },
  admin: { label: 'Admin', may: 'members, keys, providers and policy' },
  editor: { label: 'Editor', may: 'writes and publishes modules' },
  reviewer: { label: 'Reviewer', may: 'asks, comments and reviews' },
  viewer: { label: 'Viewer', may: 'reads' },
}
