import { z } from 'zod'
import { NOTIFICATION_KINDS } from './inbox'

const kinds = z.record(z.enum(NOTIFICATION_KINDS), z.boolean()).meta({ description: 'What mails are wanted about.' })

export const mailSettingsSchema = z
  .object({
    isOn: z.boolean().meta({ description: 'Whether this server sends mails at all.' }),
    address: z.string().meta({ description: 'Where they go.' }),
    kinds,
    problem: z.string().nullable().meta({ description: 'Why one that waits could not be sent yet.' }),
  })
  .meta({ id: 'MailSettings' })
export type MailSettingsDto = z.infer<typeof mailSettingsSchema>

export const getMailSettingsSchema = z.strictObject({})
export const changeMailSettingsSchema = z.strictObject({
  kinds: z
    .partialRecord(z.enum(NOTIFICATION_KINDS), z.boolean())
    .refine((kinds) => Object.keys(kinds).length > 0, 'Name at least one kind.')
    .meta({ description: 'Those that are not named stay as they are.' }),
})

/** As links in mails have it. */
export const unsubscribeSchema = z.strictObject({ token: z.string().min(1).max(1_000) })
export type Subscription = { workspace: string; slug: string; kind: (typeof NOTIFICATION_KINDS)[number]; isOn: boolean }
