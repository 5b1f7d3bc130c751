import { z } from 'zod'
import { idText } from '@/lib/schemas/texts/text'
import { ROLES } from './role'

const memberSchema = z
  .object({
    userId: z.string(),
    name: z.string(),
    email: z.string(),
    role: z.enum(ROLES),
    joinedAt: z.iso.datetime(),
    isSelf: z.boolean().meta({ description: 'Whether this is the one who asks.' }),
  })
  .meta({ id: 'Member' })
export type MemberDto = z.infer<typeof memberSchema>

export const memberListSchema = z.object({ items: z.array(memberSchema), total: z.int(), nextCursor: z.null() })
export type MemberListDto = z.infer<typeof memberListSchema>

export const listMembersSchema = z.strictObject({})
const userId = idText().meta({ description: 'Id of the user.' })
export const changeMemberRoleSchema = z.strictObject({ userId, role: z.enum(ROLES) })
export const changedMemberSchema = z.object({ userId: z.string(), role: z.enum(ROLES) })
export const removeMemberSchema = z.strictObject({ userId })
export const leaveWorkspaceSchema = z.strictObject({})
