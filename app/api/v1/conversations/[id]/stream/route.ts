import { createUIMessageStreamResponse } from 'ai'
import { rest } from '@/lib/adapters/rest'
import { resumeAnswer } from '@/lib/services/chat/resume-answer'

export const GET = rest({
  verb: resumeAnswer,
  respond: (stream) =>
    stream
      ? createUIMessageStreamResponse({ stream, headers: { 'cache-control': 'no-store' } })
      : new Response(null, { status: 204 }),
})
