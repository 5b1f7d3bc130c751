import { z } from 'zod'
import { NOTIFICATION_KINDS, type NotificationKind } from './inbox'

export const MAIL_TIMES = ['now', 'daily', 'never'] as const
export type MailTime = (typeof MAIL_TIMES)[number]

/** Hour of UTC at which a day's mail is sent. */
export const DIGEST_HOUR = 7

const time = z.enum(MAIL_TIMES)

export const mailSettingsSchema = z
  .object({
    isOn: z.boolean().meta({ description: 'Whether this server sends mails at all.' }),
    address: z.string().meta({ description: 'Where they go.' }),
    kinds: z.record(z.enum(NOTIFICATION_KINDS), time).meta({
      description: `When mails of a kind are sent: at once, with all others of a day at ${DIGEST_HOUR}:00 UTC, or never.`,
    }),
    problem: z.string().nullable().meta({ description: 'Why one that waits could not be sent yet.' }),
  })
  .meta({ id: 'MailSettings' })
export type MailSettingsDto = z.infer<typeof mailSettingsSchema>

export const getMailSettingsSchema = z.strictObject({})
export const changeMailSettingsSchema = z.strictObject({
  kinds: z
    .partialRecord(z.enum(NOTIFICATION_KINDS), time)
    .refine((kinds) => Object.keys(kinds).length > 0, 'Name at least one kind.')
    .meta({ description: 'Those that are not named stay as they are.' }),
})

/** What a link in a mail ends: mails of a kind, or all that come in the day's mail. */
export const SUBSCRIPTIONS = [...NOTIFICATION_KINDS, 'digest'] as const

/** As links in mails have it. */
export const unsubscribeSchema = z.strictObject({ token: z.string().min(1).max(1_000) })
export type Subscription = { workspace: string; slug: string; kind: NotificationKind | 'digest'; isOn: boolean }
