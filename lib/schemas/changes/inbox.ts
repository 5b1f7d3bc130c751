import { z } from 'zod'
import { actorSchema } from '@/lib/schemas/actor'
import { LIMITS } from '@/lib/schemas/limits'
import { idText } from '@/lib/schemas/texts/text'
import { wholeNumber } from '@/lib/schemas/texts/whole-number'
import { changeNumber } from './discussion'

export const NOTIFICATION_KINDS = [
  'mention',
  'reply',
  'comment',
  'verdict',
  'dismissed',
  'asked',
  'edited',
  'merged',
  'closed',
] as const
export type NotificationKind = (typeof NOTIFICATION_KINDS)[number]
export const INBOX_FILTERS = ['all', 'unread', 'mentions', 'review', 'mine'] as const
export type InboxFilter = (typeof INBOX_FILTERS)[number]

const notificationSchema = z
  .object({
    id: z.string(),
    kind: z.enum(NOTIFICATION_KINDS),
    number: z.int().nullable().meta({ description: 'The change request; null for a module outside any.' }),
    title: z.string().meta({ description: 'Of the change request, or the module’s name.' }),
    moduleId: z.string().nullable(),
    threadId: z.string().nullable(),
    said: z
      .string()
      .nullable()
      .meta({
        description: `How the comment begins that it is about, at most ${LIMITS.inboxQuoteLength} characters; null where it is about none.`,
      }),
    actor: actorSchema.meta({ description: 'Who did it.' }),
    createdAt: z.iso.datetime(),
    isRead: z.boolean(),
  })
  .meta({ id: 'Notification' })
export type NotificationDto = z.infer<typeof notificationSchema>

export const notificationListSchema = z.object({
  items: z.array(notificationSchema).meta({ description: 'The newest first.' }),
  unread: z.int().meta({ description: 'Of all, whatever the filter.' }),
  nextCursor: z.string().nullable(),
})
export type NotificationListDto = z.infer<typeof notificationListSchema>

export const listNotificationsSchema = z.strictObject({
  filter: z.enum(INBOX_FILTERS).default('all').meta({
    description:
      '`review`: open requests that you were asked to review, or that were edited after you did; `mine`: of requests that you opened; `mentions`: that name you.',
  }),
  limit: wholeNumber(1, LIMITS.pageSize).default(LIMITS.pageSizeDefault),
  cursor: idText().optional(),
})

export const markNotificationsSchema = z
  .strictObject({
    ids: z.array(idText()).max(LIMITS.notifications).optional(),
    number: changeNumber.optional().meta({ description: 'All of this change request.' }),
    moduleId: idText().optional().meta({ description: 'All of this module’s discussion.' }),
    isAll: z.literal(true).optional(),
    isRead: z.boolean().default(true),
  })
  .refine(
    ({ ids, number, moduleId, isAll }) =>
      [ids, number, moduleId, isAll].filter((each) => each !== undefined).length === 1,
    'Say which ones: ids, number, moduleId or isAll.',
  )
export const markedNotificationsSchema = z.object({ unread: z.int() })
