import { mergeInput, rest } from '@/lib/adapters/rest'
import { changeMemberRole } from '@/lib/services/members/change-member-role'
import { removeMember } from '@/lib/services/members/remove-member'

export const PATCH = rest({
  verb: changeMemberRole,
  input: ({ params, body }) => mergeInput(body, { userId: params.id }),
})

export const DELETE = rest({
  verb: removeMember,
  input: ({ params, query }) => mergeInput(query, { userId: params.id }),
})
