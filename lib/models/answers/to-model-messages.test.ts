import { createAnthropic } from '@ai-sdk/anthropic'
import { expect, it } from 'vitest'
import { streamAnswer } from './stream-answer'

const events = [
  { type: 'message_start', message: { id: 'm', usage: { input_tokens: 5, output_tokens: 1 }, model: 'claude' } },
  { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
  { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'Yes.' } },
  { type: 'content_block_stop', index: 0 },
  { type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage: { output_tokens: 2 } },
  { type: 'message_stop' },
]

it('tells Anthropic where the stable prefix ends, and nothing else that could be cached', async () => {
  let sent: { system?: unknown; messages?: unknown } = {}
  const fetch: typeof globalThis.fetch = async (_url, init) => {
    sent = JSON.parse(String(init?.body))
    const body = events.map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`).join('')
    return new Response(body, { headers: { 'content-type': 'text/event-stream' } })
  }
  const end = await streamAnswer({
    model: createAnthropic({ apiKey: 'sk', fetch })('claude-sonnet-4-5'),
    messages: [
      { role: 'system', content: 'Instructions', cacheBreakpoint: true },
      { role: 'user', content: 'Knowledge and query' },
    ],
    maxOutputTokens: 10,
    signal: new AbortController().signal,
    onDelta: () => undefined,
  })
  expect(end).toMatchObject({ text: 'Yes.', inputTokens: 5 })
  expect(sent.system).toEqual([{ type: 'text', text: 'Instructions', cache_control: { type: 'ephemeral' } }])
  expect(JSON.stringify(sent.messages)).not.toContain('cache_control')
})
