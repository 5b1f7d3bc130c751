import { z } from 'zod'
import { cleanerSchema } from '@/lib/schemas/modules/cleaner'
import { verb } from '@/lib/services/verb'
import { readCleaner } from './settings/read-cleaner'

/** What is left out of chunks and contexts, and how far preparing by it has come. */
export const getCleaner = verb({
  name: 'getCleaner',
  scope: 'read',
  effect: 'read',
  input: z.strictObject({}),
  output: cleanerSchema,
  run: async ({ workspaceId }) => readCleaner(workspaceId),
})
