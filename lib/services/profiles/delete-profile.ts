import { prisma } from '@/lib/db/client'
import { deleteProfileSchema, receiptSchema } from '@/lib/schemas/profiles/profile'
import { verb } from '@/lib/services/verb'
import { eraseProfile } from './erasure/erase-profile'
import { requireProfile } from './rows/profile-access'

/**
 * Deletes all that is known about a person.
 * @returns what was removed from each store, and what a search after it still found
 * @throws AppError NOT_FOUND, also for somebody else's own; FORBIDDEN for conversations of others without `admin`.
 */
export const deleteProfile = verb({
  name: 'deleteProfile',
  scope: 'write',
  effect: 'write',
  input: deleteProfileSchema,
  output: receiptSchema,
  run: async ({ actor }, input) => {
    await requireProfile(prisma, actor, input.id)
    return eraseProfile(actor, input)
  },
})
