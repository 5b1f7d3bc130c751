import { createUIMessageStreamResponse } from 'ai'
import { readBody } from '@/lib/adapters/read-body'
import { route } from '@/lib/adapters/route'
import { log } from '@/lib/log'
import { LIMITS } from '@/lib/schemas/limits'
import { streamChat } from '@/lib/services/chat/stream-chat'

export const POST = route(async ({ request, actor, requestId }) => {
  const body = await readBody(request, { workspaceId: actor.workspaceId, maxBytes: LIMITS.imagesBodyBytes })
  const stream = await streamChat(actor, body, {
    onError: (error) => log('error', 'an answer failed', { requestId }, error),
  })
  return createUIMessageStreamResponse({ stream, headers: { 'cache-control': 'no-store' } })
})
