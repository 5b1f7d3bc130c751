import { getMailSettingsSchema, mailSettingsSchema } from '@/lib/schemas/changes/mail'
import { ownInbox } from '@/lib/services/inbox/notices/own-inbox'
import { verb } from '@/lib/services/verb'
import { readMailSettings } from './delivery/read-mail-settings'

/** What the person who asks wants mails about, in this workspace. @throws AppError FORBIDDEN for a key. */
export const getMailSettings = verb({
  name: 'getMailSettings',
  scope: 'read',
  effect: 'read',
  input: getMailSettingsSchema,
  output: mailSettingsSchema,
  run: async ({ actor, workspaceId }) => readMailSettings(workspaceId, (await ownInbox(actor)).userId),
})
