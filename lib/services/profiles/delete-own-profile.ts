import { prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { deleteOwnProfileSchema, receiptSchema } from '@/lib/schemas/profiles/profile'
import { userIdOf } from '@/lib/services/actor'
import { verb } from '@/lib/services/verb'
import { eraseProfile } from './erasure/erase-profile'

/** Deletes the profile of the person who asks, as `deleteProfile` does. @throws AppError NOT_FOUND. */
export const deleteOwnProfile = verb({
  name: 'deleteOwnProfile',
  scope: 'compose',
  effect: 'write',
  input: deleteOwnProfileSchema,
  output: receiptSchema,
  run: async ({ actor, workspaceId }, input) => {
    const userId = userIdOf(actor)
    const row = userId && (await prisma.profile.findFirst({ where: { workspaceId, userId }, select: { id: true } }))
    if (!row) throw new AppError('NOT_FOUND', 'You have no profile here.', { entity: 'profile', id: 'own' })
    return eraseProfile(actor, { ...input, id: row.id })
  },
})
