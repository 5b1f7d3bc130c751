import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type AnswerTimes, streamAnswer } from '@/lib/models/answers/stream-answer'
import { embedByProvider } from '@/lib/models/embedding/provider-embedding'
import { createChatModel } from '@/lib/models/providers/chat-models'
import { describeUpstreamError } from '@/lib/models/providers/describe-upstream-error'
import { listProviderModels } from '@/lib/models/providers/list-provider-models'
import { ScriptedOpenAi } from '@/lib/models/testing/scripted-openai.fixture'
import { LIMITS } from '@/lib/schemas/limits'
import { TooLongAnswerError } from './bound-response'
import { causesOf } from './causes-of'
import { createGuardedFetch } from './guarded-fetch'

let upstream: ScriptedOpenAi
beforeAll(async () => {
  upstream = await ScriptedOpenAi.start()
})
afterAll(() => upstream.stop())
afterEach(() => {
  upstream.endlessModels = undefined
  upstream.embeddingRule = undefined
})

function settings() {
  const fetch = createGuardedFetch({ allowedHosts: ['127.0.0.1'] })
  const { baseUrl } = upstream
  return { kind: 'openai-compatible' as const, name: 'Scripted', modelId: 'm', baseUrl, apiKey: 'sk-test', fetch }
}

function ask(maxOutputTokens: number, times?: AnswerTimes) {
  let told = ''
  const end = streamAnswer(
    {
      model: createChatModel(settings()),
      messages: [{ role: 'user', content: 'Hello' }],
      maxOutputTokens,
      signal: new AbortController().signal,
      onDelta: (delta) => {
        told += delta
      },
    },
    times,
  )
  return end.then((ended) => ({ ...ended, told }))
}

describe('what a provider sends has an end', () => {
  it('an answer: what was asked for with some room, and the rest is not read', async () => {
    upstream.next({ endless: 'and so on '.repeat(20) })
    const end = await ask(100)
    expect(end).toMatchObject({ isTooLong: true, isStopped: false })
    expect(end.error).toBeUndefined()
    expect(end.text).toHaveLength(100 * LIMITS.answerLengthPerToken + LIMITS.answerSlackLength)
    expect(end.told).toBe(end.text)
  })

  it('an answer in tiny pieces: what came is kept', async () => {
    upstream.next({ endless: 'a ' })
    const end = await ask(100)
    expect(end).toMatchObject({ isTooLong: true, error: undefined })
    expect(end.text).toMatch(/^(a )+$/)
  })

  it('an answer of the largest model: a message, cut between two characters', async () => {
    upstream.next({ endless: `a${'😀'.repeat(50)}` })
    const { text, isTooLong } = await ask(1_000_000)
    expect(isTooLong).toBe(true)
    expect(LIMITS.messageLength - text.length).toBeLessThan(2)
    expect(text.isWellFormed()).toBe(true)
  })

  it('a line that never ends, and what is no word at all', async () => {
    for (const script of [{ endlessLine: '"a":' }, { endlessLine: '\n: waiting' }]) {
      upstream.next(script)
      const { error, text } = await ask(100)
      expect(text).toBe('')
      expect(causesOf(error).at(-1)).toBeInstanceOf(TooLongAnswerError)
      expect(describeUpstreamError(error, 'Scripted')?.message).toContain('Scripted sent more than an answer can be')
    }
  })

  it('silence after the first words, and an answer that takes too long', async () => {
    upstream.next({ silentAfter: ['half an '] })
    const silent = await ask(100, { silenceMs: 100, totalMs: 60_000 })
    expect(silent.text).toBe('half an ')
    expect(describeUpstreamError(silent.error, 'Scripted')?.message).toContain('took too long')

    upstream.next({ deltas: Array.from({ length: 500 }, () => 'tick '), delayMs: 20 })
    const slow = await ask(100, { silenceMs: 60_000, totalMs: 300 })
    expect(slow.text).toMatch(/^tick /)
    expect(describeUpstreamError(slow.error, 'Scripted')?.message).toContain('took too long')
  })

  it('an error: its beginning says enough', async () => {
    upstream.next({ endlessError: 400 })
    const { error } = await ask(100)
    expect(describeUpstreamError(error, 'Scripted')?.message).toContain('refused the request (status 400)')
    expect((error as { responseBody: string }).responseBody).toHaveLength(LIMITS.providerErrorBytes)
  })

  it('a list of models, and vectors', async () => {
    upstream.endlessModels = '{"data":['
    upstream.embeddingRule = () => 'endless'
    for (const asked of [listProviderModels(settings()), embedByProvider(settings(), ['text'], { maxRetries: 0 })]) {
      const error: unknown = await asked.then(
        () => undefined,
        (thrown: unknown) => thrown,
      )
      expect(describeUpstreamError(error, 'Scripted')?.message).toContain('Scripted sent more than an answer can be')
    }
  })
})
