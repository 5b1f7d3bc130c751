import { rest } from '@/lib/adapters/rest'
import { changeMailSettings } from '@/lib/services/mail/change-mail-settings'
import { getMailSettings } from '@/lib/services/mail/get-mail-settings'

export const GET = rest({ verb: getMailSettings })
export const PATCH = rest({ verb: changeMailSettings })
