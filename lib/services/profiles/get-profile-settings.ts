import { getProfileSettingsSchema, profileSettingsSchema } from '@/lib/schemas/profiles/profile'
import { verb } from '@/lib/services/verb'
import { readProfileSettings } from './rows/read-profile-settings'

/** What the workspace may learn about people, and what of it holds without being asked. */
export const getProfileSettings = verb({
  name: 'getProfileSettings',
  scope: 'read',
  effect: 'read',
  input: getProfileSettingsSchema,
  output: profileSettingsSchema,
  run: ({ workspaceId }) => readProfileSettings(workspaceId),
})
