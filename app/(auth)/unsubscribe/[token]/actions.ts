'use server'

import { runAction } from '@/lib/adapters/action'
import type { ActionResult } from '@/lib/schemas/error'
import { unsubscribe } from '@/lib/services/mail/unsubscribe'

export async function unsubscribeAction(input: { token: string }): Promise<ActionResult<{ to: string }>> {
  return runAction(async () => {
    await unsubscribe(input)
    return { to: `/unsubscribe/${encodeURIComponent(input.token)}` }
  })
}
