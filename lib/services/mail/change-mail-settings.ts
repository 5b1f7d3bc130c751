import { changeMailSettingsSchema, mailSettingsSchema } from '@/lib/schemas/changes/mail'
import { ownInbox } from '@/lib/services/inbox/notices/own-inbox'
import { verb } from '@/lib/services/verb'
import { readMailSettings } from './delivery/read-mail-settings'
import { setMailKinds } from './delivery/set-mail-kinds'

/**
 * Says what the person who asks wants mails about. It changes nothing that anybody else sees, so whoever may read may do it.
 * @throws AppError FORBIDDEN for a key
 */
export const changeMailSettings = verb({
  name: 'changeMailSettings',
  scope: 'read',
  effect: 'write',
  input: changeMailSettingsSchema,
  output: mailSettingsSchema,
  run: async ({ actor, workspaceId }, { kinds }) => {
    const { userId } = await ownInbox(actor)
    await setMailKinds({ workspaceId, userId }, kinds)
    return readMailSettings(workspaceId, userId)
  },
})
