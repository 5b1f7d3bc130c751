import type { WorkspaceDto } from '@/lib/schemas/workspaces/workspace'

export const WORKSPACE_SELECT = { id: true, name: true, slug: true, createdAt: true } as const

export function toWorkspace(row: { id: string; name: string; slug: string; createdAt: Date }): WorkspaceDto {
  return { id: row.id, name: row.name, slug: row.slug, createdAt: row.createdAt.toISOString() }
}
