import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ChatModelSettings, createChatModel } from './chat-models'
import { describeUpstreamError } from './describe-upstream-error'
import { createGuardedFetch } from './guarded-fetch'
import { streamAnswer } from './stream-answer'
import { type Kind, ScriptedWire } from './testing/scripted-wire.fixture'

const MODELS: Record<Kind, string> = {
  openai: 'gpt-4o',
  'openai-compatible': 'llama-3.3',
  anthropic: 'claude-opus-4-5',
  google: 'gemini-2.5-pro',
}
/** How each provider says that the context is too long. */
const TOO_LONG: Record<Kind, string> = {
  openai: "This model's maximum context length is 128000 tokens. However, your messages resulted in 130001 tokens.",
  'openai-compatible': 'the request exceeds the available context size. try increasing the context size',
  anthropic: 'prompt is too long: 210001 tokens > 200000 maximum',
  google: 'The input token count (1100000) exceeds the maximum number of tokens allowed (1048576).',
}

describe.each(Object.keys(MODELS) as Kind[])('the wire format of %s', (kind) => {
  let wire: ScriptedWire
  let settings: ChatModelSettings
  beforeAll(async () => {
    wire = await ScriptedWire.start(kind)
    const fetch = createGuardedFetch({ allowedHosts: [wire.host] })
    settings = { kind, name: 'Mine', modelId: MODELS[kind], baseUrl: wire.baseUrl, apiKey: 'test-key-123', fetch }
  })
  afterAll(() => wire.stop())

  async function ask() {
    const deltas: string[] = []
    const end = await streamAnswer({
      model: createChatModel(settings),
      messages: [
        { role: 'system', content: 'Answer.' },
        { role: 'user', content: 'Question' },
      ],
      maxOutputTokens: 100,
      signal: new AbortController().signal,
      onDelta: (text) => deltas.push(text),
    })
    return { ...end, deltas, problem: end.error ? describeUpstreamError(end.error, 'Mine') : undefined }
  }

  it('is read piece by piece, with the tokens it counted', async () => {
    wire.next({ deltas: ['As ', 'large ', 'as it gets 🦜'], usage: { input: 120, cached: 100, output: 7 } })
    expect(await ask()).toMatchObject({
      deltas: ['As ', 'large ', 'as it gets 🦜'],
      text: 'As large as it gets 🦜',
      finishReason: 'stop',
      isUnfinished: false,
      inputTokens: 120,
      cachedInputTokens: 100,
      outputTokens: 7,
      problem: undefined,
    })
  })

  it('tells an answer that was cut at its limit, and one that was filtered', async () => {
    wire.next({ deltas: ['As '], end: 'length' })
    expect(await ask()).toMatchObject({ text: 'As ', finishReason: 'length', isUnfinished: false })
    wire.next({ deltas: ['As '], end: 'refusal' })
    expect(await ask()).toMatchObject({ text: 'As ', finishReason: 'content-filter', isUnfinished: false })
  })

  it('keeps what a model thinks out of what it says', async () => {
    wire.next({ thinking: 'Let me see.', deltas: ['Large.'] })
    expect(await ask()).toMatchObject({ text: 'Large.', finishReason: 'stop' })
  })

  it('keeps what came before an error in the middle, and says what the provider said', async () => {
    wire.next({ deltas: ['As '], end: { error: 'The engine is overloaded.' } })
    const { text, problem } = await ask()
    expect(text).toBe('As ')
    expect(problem?.message).toContain('The engine is overloaded.')
  })

  it('keeps what came before the connection broke, or the stream just ended', async () => {
    wire.next({ deltas: ['As ', 'large '], end: 'cut' })
    const cut = await ask()
    expect(cut.text).toBe('As large ')
    expect(cut.problem?.message).toBe('The connection to Mine broke off in the middle of its answer. Try again.')
    wire.next({ deltas: ['As '], end: 'silent end' })
    expect(await ask()).toMatchObject({ text: 'As ', isUnfinished: true, problem: undefined })
  })

  it('survives what is no part of the format', async () => {
    wire.next({ deltas: ['As '], end: { line: 'data: {"half":\n\n' } })
    const { text, problem, isUnfinished } = await ask()
    expect(text).toBe('As ')
    expect(problem !== undefined || isUnfinished).toBe(true)
  })

  it('says what to do about a refused key, a quota, an unknown model and a context that is too long', async () => {
    wire.next({ status: 401, message: 'Incorrect API key provided: sk-wrong-key-1234.', type: 'authentication_error' })
    expect((await ask()).problem?.message).toBe(
      'Mine refused the API key. An administrator can replace it in Settings, Providers.',
    )
    wire.next({ status: 429, message: 'Slow down.', type: 'rate_limit_error', headers: { 'retry-after': '7' } })
    expect((await ask()).problem).toMatchObject({ retryAfterSeconds: 7 })
    wire.next({ status: 404, message: 'The model does not exist.', type: 'not_found_error' })
    expect((await ask()).problem?.message).toContain('does not know this model')
    wire.next({ status: 400, message: TOO_LONG[kind] })
    expect((await ask()).problem?.message).toContain('The context is too long for this model.')
    wire.next({ status: 529, message: 'Overloaded', type: 'overloaded_error' })
    expect((await ask()).problem?.message).toBe('Mine has a problem of its own (status 529). Try again in a moment.')
  })
})
