import { z } from 'zod'
import { LIMITS } from '@/lib/schemas/limits'
import { nameText } from '@/lib/schemas/texts/text'
import { ROLES } from './role'

const workspaceName = nameText(LIMITS.nameLength)
const workspaceSlug = z
  .string()
  .max(LIMITS.slugLength)
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'Use lowercase letters, digits and single hyphens, such as support-team.')

export const workspaceSchema = z
  .object({ id: z.string(), name: z.string(), slug: z.string(), createdAt: z.iso.datetime() })
  .meta({ id: 'Workspace' })
export type WorkspaceDto = z.infer<typeof workspaceSchema>

export const workspaceListSchema = z.object({
  items: z.array(workspaceSchema.extend({ role: z.enum(ROLES) })),
  total: z.int(),
  nextCursor: z.null(),
})

export const getWorkspaceSchema = z.strictObject({})
export const listWorkspacesSchema = z.strictObject({})
export const createWorkspaceSchema = z.strictObject({
  slug: workspaceSlug.min(1),
  name: workspaceName.optional().meta({ description: 'The slug when left out.' }),
})
export const renameWorkspaceSchema = z.strictObject({ name: workspaceName })
/** How a page or a program names the workspace that a call acts in: by its slug. */
export const workspaceRefSchema = z.string().min(1, 'Name a workspace by its slug.').max(LIMITS.slugLength)
