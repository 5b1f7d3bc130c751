import { z } from 'zod'
import { prisma } from '@/lib/db/client'
import type { Transaction } from '@/lib/db/transaction'
import { ACCEPTED_UNASKED, DEFAULT_FACT_KEYS } from '@/lib/engine'
import { type ProfileSettingsDto, profileSettingsSchema } from '@/lib/schemas/profiles/profile'

const storedKeysSchema = profileSettingsSchema.shape.keys.catch(DEFAULT_FACT_KEYS)

/** What a workspace may learn about people. */
export async function readProfileSettings(
  workspaceId: string,
  client: Pick<Transaction, 'profileSettings'> = prisma,
): Promise<ProfileSettingsDto> {
  const row = await client.profileSettings.findUnique({
    where: { workspaceId },
    select: { isLearning: true, accepts: true, keys: true, model: true },
  })
  if (!row) return { isLearning: true, accepts: 'explicit', keys: DEFAULT_FACT_KEYS, model: null }
  return {
    isLearning: row.isLearning,
    accepts: z.enum(ACCEPTED_UNASKED).catch('none').parse(row.accepts),
    keys: row.keys === null ? DEFAULT_FACT_KEYS : storedKeysSchema.parse(row.keys),
    model: row.model,
  }
}
