import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { streamAnswer } from '@/lib/models/answers/stream-answer'
import { createGuardedFetch } from '@/lib/models/fetch/guarded-fetch'
import { everyTry, retryAtOnce } from '@/lib/models/testing/retries.fixture'
import { ScriptedOpenAi } from '@/lib/models/testing/scripted-openai.fixture'
import { createChatModel } from './chat-models'
import { describeUpstreamError } from './describe-upstream-error'

let upstream: ScriptedOpenAi
retryAtOnce()

beforeAll(async () => {
  upstream = await ScriptedOpenAi.start()
})
afterAll(() => upstream.stop())

function ask(baseUrl = upstream.baseUrl, signal = new AbortController().signal) {
  const fetch = createGuardedFetch({ allowedHosts: ['127.0.0.1'] })
  const apiKey = 'sk-test'
  const model = createChatModel({ kind: 'openai-compatible', name: 'Scripted', modelId: 'm', baseUrl, apiKey, fetch })
  const deltas: string[] = []
  const messages = [
    { role: 'system' as const, content: 'Rules', cacheBreakpoint: true as const },
    { role: 'user' as const, content: 'Hello' },
  ]
  const end = streamAnswer({ model, messages, maxOutputTokens: 50, signal, onDelta: (delta) => deltas.push(delta) })
  return { end, deltas }
}

describe('streamAnswer over an OpenAI-compatible server', () => {
  it('passes on the words, the counts, and nothing but the composed messages', async () => {
    upstream.next({ deltas: ['Hel', 'lo \u0000', 'you'], usage: { prompt_tokens: 11, completion_tokens: 3 } })
    const { end, deltas } = ask()
    expect(await end).toMatchObject({ text: 'Hello you', finishReason: 'stop', inputTokens: 11, outputTokens: 3 })
    expect(deltas).toEqual(['Hel', 'lo ', 'you'])
    expect(upstream.received.at(-1)).toMatchObject({
      path: '/v1/chat/completions',
      authorization: 'Bearer sk-test',
      body: {
        model: 'm',
        max_tokens: 50,
        stream: true,
        messages: [
          { role: 'system', content: 'Rules' },
          { role: 'user', content: 'Hello' },
        ],
      },
    })
  })

  it('keeps what has come when it is stopped', async () => {
    upstream.next({ deltas: Array.from({ length: 100 }, (_, index) => `${index} `), delayMs: 10 })
    const abort = new AbortController()
    const { end } = ask(upstream.baseUrl, abort.signal)
    setTimeout(() => abort.abort(), 150)
    const { text, isStopped, error } = await end
    expect({ isStopped, error }).toEqual({ isStopped: true, error: undefined })
    expect(text).toMatch(/^0 1 /)
    expect(text).not.toContain('99')
  })

  it.each([
    [{ status: 401, error: 'Incorrect API key provided: sk-abcdef123456' }, 'refused the API key'],
    [{ status: 429, error: 'Rate limit', headers: { 'retry-after': '7' } }, 'Try again in 7 seconds'],
    [{ status: 500, error: 'boom' }, 'has a problem of its own (status 500)'],
    [{ status: 404, error: 'The model m does not exist' }, 'does not know this model'],
    [{ status: 400, error: "This model's maximum context length is 8192 tokens." }, 'too long for this model'],
    [{ status: 400, error: 'Bad temperature' }, 'refused the request (status 400): Bad temperature'],
    [{ redirectTo: 'http://169.254.169.254/' }, 'redirects elsewhere'],
  ])('tells what went wrong: %j', async (script, expected) => {
    upstream.next(...everyTry(script))
    const { error } = await ask().end
    const problem = describeUpstreamError(error, 'Scripted')
    expect(problem?.message).toContain(expected)
    expect(problem?.message).toContain('Scripted')
    expect(problem?.message).not.toContain('sk-')
  })

  it('keeps what has come when the connection breaks', async () => {
    upstream.next({ disconnectAfter: ['half an '] })
    const { text, error } = await ask().end
    expect(text).toBe('half an ')
    expect(describeUpstreamError(error, 'Scripted')?.message).toContain('connection to Scripted broke off')
  })

  it('says when nobody listens', async () => {
    const gone = await ScriptedOpenAi.start()
    const { baseUrl } = gone
    await gone.stop()
    const { error } = await ask(baseUrl).end
    expect(describeUpstreamError(error, 'Scripted')?.message).toContain('cannot be reached (ECONNREFUSED)')
  })

  it('says when the address cannot be one', async () => {
    const { error } = await ask('http://127.0.0.1:1/v1').end
    expect(describeUpstreamError(error, 'Scripted')?.message).toContain('Scripted cannot be reached')
  })

  it.each([
    ['our own mistake', new RangeError('our own mistake')],
    ['a database that is gone', Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })],
    ['a database that broke off', new Error('Connection terminated unexpectedly')],
    ['a statement that took too long', new Error('Query read timeout')],
    ['a pool that is full', new Error('timeout exceeded when trying to connect')],
    [
      'an adapter’s error',
      new Error('socket closed', { cause: Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }) }),
    ],
  ])('leaves errors alone that are not the provider’s: %s', (_, error) => {
    expect(describeUpstreamError(error, 'Scripted')).toBeUndefined()
  })

  it.each([
    [new DOMException('The operation timed out', 'TimeoutError'), 'took too long'],
    [new DOMException('This operation was aborted', 'AbortError'), 'was stopped before it was answered'],
    [new Error('failed', { cause: new DOMException('late', 'TimeoutError') }), 'took too long'],
    [Object.assign(new TypeError('fetch failed'), { cause: { code: 'ENOTFOUND' } }), 'cannot be reached (ENOTFOUND)'],
    ['Overloaded, sk-abcdef123456', 'gave up: Overloaded, …'],
    [{ type: 'overloaded_error', message: 'Overloaded' }, 'gave up: Overloaded'],
  ])('has a sentence for %s', (error, expected) => {
    expect(describeUpstreamError(error, 'Scripted')?.message).toContain(expected)
  })
})
