import { z } from 'zod'
import { idText } from '@/lib/schemas/texts/text'
import { emailText } from './auth'
import { ROLES } from './role'

const invitationSchema = z
  .object({
    id: z.string(),
    email: z.string(),
    role: z.enum(ROLES),
    inviterName: z.string(),
    createdAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
    isExpired: z.boolean(),
  })
  .meta({ id: 'Invitation' })
export type InvitationDto = z.infer<typeof invitationSchema>

export const createdInvitationSchema = invitationSchema
  .extend({ path: z.string().meta({ description: 'The link’s path, shown only now: /invite/…' }) })
  .meta({ id: 'CreatedInvitation' })
export type CreatedInvitationDto = z.infer<typeof createdInvitationSchema>

export const invitationListSchema = z.object({
  items: z.array(invitationSchema),
  total: z.int(),
  nextCursor: z.null(),
})
export type InvitationListDto = z.infer<typeof invitationListSchema>

export const listInvitationsSchema = z.strictObject({})
export const createInvitationSchema = z.strictObject({
  email: emailText,
  role: z.enum(ROLES).exclude(['owner']).default('editor').meta({ description: 'An owner is made from a member.' }),
})
export const revokeInvitationSchema = z.strictObject({ id: idText() })
