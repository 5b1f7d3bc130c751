import { describe, expect, it } from 'vitest'
import { streamAnswer } from '@/lib/models/answers/stream-answer'
import { type ChatModelSettings, createChatModel } from './chat-models'

type Sent = { url: string; headers: Headers; body: Record<string, unknown> }

/** Asks a model whose provider refuses, and gives back what was sent to it. */
async function sentTo(settings: Pick<ChatModelSettings, 'kind' | 'modelId' | 'baseUrl'>): Promise<Sent> {
  let sent: Sent | undefined
  const fetch = async (input: string | URL | Request, init?: RequestInit) => {
    sent = { url: String(input), headers: new Headers(init?.headers), body: JSON.parse(String(init?.body)) }
    return Response.json({ error: { message: 'no', type: 'x', code: 400, status: 'x' } }, { status: 400 })
  }
  const end = await streamAnswer({
    model: createChatModel({ ...settings, name: 'Test', apiKey: 'test-key', fetch }),
    messages: [
      { role: 'system', content: 'Stable <b>prefix</b>', cacheBreakpoint: true },
      { role: 'user', content: 'Earlier question' },
      { role: 'assistant', content: 'Earlier answer' },
      { role: 'user', content: 'Question' },
    ],
    maxOutputTokens: 77,
    signal: new AbortController().signal,
    onDelta: () => undefined,
  })
  expect(end.error).toBeDefined()
  if (!sent) throw new Error('nothing was sent')
  return sent
}

describe('createChatModel', () => {
  it('keeps nothing at OpenAI by the responses API', async () => {
    const { url, headers, body } = await sentTo({ kind: 'openai-responses', modelId: 'gpt-4o', baseUrl: null })
    expect(url).toBe('https://api.openai.com/v1/responses')
    expect(headers.get('authorization')).toBe('Bearer test-key')
    expect(body).toMatchObject({ model: 'gpt-4o', max_output_tokens: 77, stream: true, store: false })
    expect((body.input as { role: string }[]).map(({ role }) => role)).toEqual(['system', 'user', 'assistant', 'user'])
  })

  it('tells Anthropic where the stable prefix ends, and there alone', async () => {
    const { url, headers, body } = await sentTo({ kind: 'anthropic', modelId: 'claude-opus-4-5', baseUrl: null })
    expect(url).toBe('https://api.anthropic.com/v1/messages')
    expect(headers.get('x-api-key')).toBe('test-key')
    expect(body).toMatchObject({
      model: 'claude-opus-4-5',
      max_tokens: 77,
      system: [{ type: 'text', text: 'Stable <b>prefix</b>', cache_control: { type: 'ephemeral' } }],
    })
    expect(JSON.stringify(body.messages)).not.toContain('cache_control')
    expect(body.messages).toHaveLength(3)
  })

  it('asks OpenAI for a chat completion', async () => {
    const { url, headers, body } = await sentTo({ kind: 'openai', modelId: 'gpt-4o', baseUrl: null })
    expect(url).toBe('https://api.openai.com/v1/chat/completions')
    expect(headers.get('authorization')).toBe('Bearer test-key')
    expect(body).toMatchObject({ model: 'gpt-4o', stream: true })
    expect(body.messages).toMatchObject([{ role: 'system' }, { role: 'user' }, { role: 'assistant' }, { role: 'user' }])
  })

  it('asks Google with the key in a header', async () => {
    const { url, headers, body } = await sentTo({ kind: 'google', modelId: 'gemini-2.5-pro', baseUrl: null })
    expect(url).toContain(
      'https://generativelanguage.googleapis.com/v1beta/models/gemini-2.5-pro:streamGenerateContent',
    )
    expect(url).not.toContain('test-key')
    expect(headers.get('x-goog-api-key')).toBe('test-key')
    expect(body).toMatchObject({ systemInstruction: { parts: [{ text: 'Stable <b>prefix</b>' }] } })
  })

  it('asks Mistral for nothing that it refuses', async () => {
    const { url, headers, body } = await sentTo({ kind: 'mistral', modelId: 'mistral-large-latest', baseUrl: null })
    expect(url).toBe('https://api.mistral.ai/v1/chat/completions')
    expect(headers.get('authorization')).toBe('Bearer test-key')
    expect(body).toMatchObject({ model: 'mistral-large-latest', max_tokens: 77, stream: true })
    expect(body).not.toHaveProperty('stream_options')
  })

  it('asks an OpenAI-compatible server at its address', async () => {
    const { url } = await sentTo({ kind: 'openai-compatible', modelId: 'm', baseUrl: 'http://127.0.0.1:11434/v1/' })
    expect(url).toBe('http://127.0.0.1:11434/v1/chat/completions')
  })

  it.each(['openai', 'anthropic', 'google', 'mistral'] as const)('says that %s needs a key', (kind) => {
    const settings = { kind, name: 'Mine', modelId: 'm', baseUrl: null, apiKey: null, fetch }
    expect(() => createChatModel(settings)).toThrow('Mine has no API key')
  })
})
