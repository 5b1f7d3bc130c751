import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { streamAnswer } from '@/lib/models/answers/stream-answer'
import { createGuardedFetch } from '@/lib/models/fetch/guarded-fetch'
import { everyTry, fakeClock } from '@/lib/models/testing/retries.fixture'
import { ScriptedWire } from '@/lib/models/testing/scripted-wire.fixture'
import type { Kind, WireRefusal } from '@/lib/models/testing/wire-forms.fixture'
import { LIMITS } from '@/lib/schemas/limits'
import { type ChatModelSettings, createChatModel } from './chat-models'
import { describeUpstreamError } from './describe-upstream-error'
import type { Waiting } from './retry-refused'

const MODELS: Record<Kind, string> = {
  openai: 'gpt-4o',
  'openai-responses': 'gpt-5',
  'openai-compatible': 'llama-3.3',
  anthropic: 'claude-opus-4-5',
  google: 'gemini-2.5-pro',
  mistral: 'magistral-medium-latest',
}
/** How each provider says that the context is too long. */
const TOO_LONG: Record<Kind, string> = {
  openai: "This model's maximum context length is 128000 tokens. However, your messages resulted in 130001 tokens.",
  'openai-responses': 'Your input exceeds the context window of this model. Please adjust your input and try again.',
  'openai-compatible': 'the request exceeds the available context size. try increasing the context size',
  anthropic: 'prompt is too long: 210001 tokens > 200000 maximum',
  mistral: 'Prompt contains 40000 tokens and 0 draft tokens, too large for model with 32768 maximum context length',
  google: 'The input token count (1100000) exceeds the maximum number of tokens allowed (1048576).',
}

const SLOW_DOWN: WireRefusal = {
  status: 429,
  message: 'Slow down.',
  type: 'rate_limit_error',
  headers: { 'retry-after': '7' },
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

  async function ask({ random = 0, maxOutputTokens = 100 } = {}) {
    const clock = fakeClock(random)
    const told: Waiting[] = []
    const before = wire.received.length
    let thought = ''
    const deltas: string[] = []
    const end = await streamAnswer({
      model: createChatModel(settings),
      messages: [
        { role: 'system', content: 'Answer.' },
        { role: 'user', content: 'Question' },
      ],
      maxOutputTokens,
      signal: new AbortController().signal,
      onDelta: (text) => deltas.push(text),
      onThinking: (text) => {
        thought += text
      },
      retry: { clock, onWait: (waiting) => told.push(waiting) },
    })
    const calls = wire.received.length - before
    const problem = end.error ? describeUpstreamError(end.error, 'Mine') : undefined
    return { ...end, thought, deltas, calls, told, waits: clock.waits, problem }
  }

  it('is read piece by piece, with the tokens it counted', async () => {
    const usage = { input: 120, cached: 100, output: 7, written: 15 }
    wire.next({ deltas: ['As ', 'large ', 'as it gets 🦜'], usage })
    expect(await ask()).toMatchObject({
      deltas: ['As ', 'large ', 'as it gets 🦜'],
      text: 'As large as it gets 🦜',
      finishReason: 'stop',
      isUnfinished: false,
      inputTokens: 120,
      cachedInputTokens: 100,
      writtenInputTokens: kind === 'anthropic' ? 15 : null,
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

  it.runIf(kind === 'mistral')('tells an answer that was cut at the end of the window', async () => {
    const end = { choices: [{ index: 0, delta: { content: '' }, finish_reason: 'model_length' }] }
    wire.next({ deltas: ['As '], end: { line: `data: ${JSON.stringify(end)}\n\n` } })
    expect(await ask()).toMatchObject({ text: 'As ', finishReason: 'length', isUnfinished: false })
  })

  it('keeps what a model thinks out of what it says', async () => {
    wire.next({ thinking: 'Let me see.', deltas: ['Large.'] })
    // chat completions of OpenAI itself do not tell it
    const thinking = kind === 'openai' ? '' : 'Let me see.'
    expect(await ask()).toMatchObject({ text: 'Large.', thinking, thought: thinking, finishReason: 'stop' })
  })

  it('tells a tool that a model asks for though none was offered', async () => {
    const tool = { name: 'look_up', input: { city: 'Rome' } }
    wire.next({ deltas: ['Let me look.'], tool })
    const { toolUses, text, problem, isUnfinished } = await ask()
    expect({ text, problem, isUnfinished }).toEqual({ text: 'Let me look.', problem: undefined, isUnfinished: false })
    expect(toolUses).toMatchObject([{ name: 'look_up', isRun: false }])
    expect(JSON.parse(toolUses[0]!.input)).toEqual(tool.input)
    wire.next({ deltas: [], tool })
    expect(await ask()).toMatchObject({ text: '', problem: undefined, toolUses: [{ name: 'look_up' }] })
  })

  it.runIf(kind === 'anthropic' || kind === 'openai-responses')('tells a search that the provider ran', async () => {
    wire.next({ deltas: ['It rains.'], searched: { query: 'weather', url: 'https://weather.example' } })
    const { toolUses, text, problem } = await ask()
    expect({ text, problem }).toEqual({ text: 'It rains.', problem: undefined })
    expect(toolUses).toMatchObject([{ name: 'web_search', isRun: true }])
    expect(toolUses[0]?.output).toContain('https://weather.example')
    expect(JSON.stringify(toolUses)).toContain('weather')
  })

  describe('and the sources that it names', () => {
    const page = { title: 'Rain', url: 'https://rain.example/a' }
    it('are told in order, each once, whatever their addresses are', async () => {
      const script = { title: 'Click', url: 'javascript:alert(1)' }
      const hasDocuments = kind === 'google' || kind === 'openai-responses'
      const file = hasDocuments ? [{ title: 'rain.pdf' }] : []
      wire.next({ deltas: ['It rains.'], sources: [page, script, ...file, { ...page, title: 'Again' }] })
      const { sources, text, problem } = await ask()
      expect({ text, problem }).toEqual({ text: 'It rains.', problem: undefined })
      expect(sources).toEqual([{ title: 'Rain', address: page.url }, { title: 'Click', address: script.url }, ...file])
    })

    it.runIf(kind === 'openai-compatible')('are read wherever a server puts them', async () => {
      const other = { title: 'Snow', url: 'https://snow.example/' }
      for (const sourcesIn of ['message', 'search_results', 'citations'] as const) {
        wire.next({ deltas: ['It rains.'], sources: [page, other, page], sourcesIn })
        const { sources, text, finishReason, problem } = await ask()
        expect({ text, finishReason, problem }).toEqual({ text: 'It rains.', finishReason: 'stop', problem: undefined })
        const titled = sourcesIn !== 'citations'
        expect(sources, sourcesIn).toEqual([
          { title: titled ? 'Rain' : '', address: page.url },
          { title: titled ? 'Snow' : '', address: other.url },
        ])
      }
    })

    it.runIf(kind === 'openai-compatible')('are none where a server sends what is no source', async () => {
      const choices = [null, { delta: { annotations: [{ type: 'file', url: 'x' }, { type: 'url_citation' }, 7] } }]
      const strange = [
        { choices: [{ index: 0, delta: { content: ' Now.', annotations: 'none' } }], citations: { 0: 'x' } },
        { choices: [], citations: [null, 7, '', { href: 'x' }, { url: 7 }], search_results: 'none' },
        { choices, citations: ['https://kept.example'] },
      ]
      for (const chunk of strange) {
        wire.next({ deltas: ['It rains.'], end: { line: `data: ${JSON.stringify(chunk)}\n\n` } })
        const { sources, text } = await ask()
        expect(text).toContain('It rains.')
        expect(sources.filter(({ address }) => address !== 'https://kept.example')).toEqual([])
      }
    })

    it.runIf(kind === 'openai')('are read beside annotations of other kinds, whose words are kept', async () => {
      const file = { type: 'file_citation', file_citation: { file_id: 'file_1' } }
      const cited = { type: 'url_citation', url_citation: { url: page.url } }
      for (const annotations of [[file], [file, cited], [{ ...cited, url_citation: page }], 'none', [null, 7]]) {
        const chunk = { choices: [{ index: 0, delta: { content: ' Now. 🦜', annotations } }] }
        wire.next({ deltas: ['It "annotations" rains.'], end: { line: `data: ${JSON.stringify(chunk)}\r\n\r\n` } })
        const { sources, text, problem } = await ask()
        expect({ text, problem }).toEqual({ text: 'It "annotations" rains. Now. 🦜', problem: undefined })
        const isCited = JSON.stringify(annotations).includes('url_citation')
        expect(sources.map(({ address }) => address)).toEqual(isCited ? [page.url] : [])
      }
    })

    it('are the first ones of very many, with the beginnings of what is too long', async () => {
      const long = { title: `\u0000${'🦜'.repeat(250_000)}`, url: `https://rain.example/${'a'.repeat(3_000)}` }
      const many = Array.from({ length: 10_000 }, (_, at) => ({ title: `${at}`, url: `https://rain.example/${at}` }))
      wire.next({ deltas: ['It rains.'], sources: [long] }, { deltas: ['It rains.'], sources: many })
      const maxOutputTokens = 4_000
      const [cut] = (await ask({ maxOutputTokens })).sources
      expect(cut!.title).toMatch(/^(?:🦜)+…$/u)
      expect(cut!.title.length).toBeLessThanOrEqual(LIMITS.sourceTitleLength)
      expect(cut).toMatchObject({ address: long.url.slice(0, LIMITS.sourceAddressLength), isCut: true })
      const { sources } = await ask({ maxOutputTokens })
      expect(sources.map(({ title }) => title)).toEqual(many.slice(0, LIMITS.sources).map(({ title }) => title))
    })
  })

  it('keeps what came before an error in the middle, and says what the provider said', async () => {
    wire.next({ deltas: ['As '], end: { error: 'The engine is overloaded.' } })
    const { text, problem } = await ask()
    expect(text).toBe('As ')
    expect(problem?.message).toBe('Mine gave up: The engine is overloaded.')
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
    wire.next(...everyTry(SLOW_DOWN))
    expect((await ask()).problem).toMatchObject({ retryAfterSeconds: 7 })
    wire.next({ status: 429, message: 'Check your plan and billing details.', type: 'insufficient_quota' })
    expect(await ask()).toMatchObject({
      calls: 1,
      problem: {
        message:
          'Mine has nothing left for this key. Check its plan and billing. It says: Check your plan and billing details.',
      },
    })
    wire.next({ status: 404, message: 'The model does not exist.', type: 'not_found_error' })
    expect((await ask()).problem?.message).toContain('does not know this model')
    wire.next({ status: 400, message: TOO_LONG[kind] })
    expect((await ask()).problem?.message).toContain('The context is too long for this model.')
    wire.next(...everyTry({ status: 529, message: 'Overloaded', type: 'overloaded_error' }))
    expect((await ask()).problem?.message).toBe('Mine has a problem of its own (status 529). Try again in a moment.')
  })

  it.each([429, 500, 502, 503, 504, 529])(
    'is asked again after a refusal with %i, and counted once',
    async (status) => {
      wire.next({ status, message: 'Not now.' }, { deltas: ['Large.'], usage: { input: 120, cached: 100, output: 7 } })
      const end = await ask()
      expect(end).toMatchObject({ text: 'Large.', calls: 2, inputTokens: 120, outputTokens: 7, waits: [500] })
      const because = status === 429 || status === 503 || status === 529 ? 'busy' : 'failing'
      expect(end.told).toEqual([
        { because, waitMs: 500, attempt: 2, of: 3 },
        { because, waitMs: 0, attempt: 2, of: 3 },
      ])
    },
  )

  it('waits longer each time, and gives up after three calls', async () => {
    wire.next(...Array.from({ length: 4 }, () => ({ status: 503, message: 'Not now.' })))
    const { calls, tries, waits, text, problem } = await ask({ random: 0.999 })
    expect({ calls, tries, text }).toEqual({ calls: 3, tries: 3, text: '' })
    expect(waits.map((ms) => Math.round(ms / 100))).toEqual([10, 20])
    expect(problem?.message).toContain('status 503')
    wire.forget()
  })

  it('waits as long as it is asked to, but for no more than 30 s in one go and 60 s in all', async () => {
    const refuse = (seconds: string) => ({ status: 429, message: 'Wait.', headers: { 'retry-after': seconds } })
    wire.next(refuse('7'), { deltas: ['Large.'] })
    expect(await ask()).toMatchObject({ text: 'Large.', waits: [7_000], calls: 2 })
    wire.next(refuse('31'))
    expect(await ask()).toMatchObject({ waits: [], calls: 1, problem: { retryAfterSeconds: 31 } })
    wire.next(refuse('30'), refuse('30'), { deltas: ['Large.'] })
    expect(await ask()).toMatchObject({ text: 'Large.', waits: [30_000, 30_000], calls: 3 })
    wire.next({ status: 503, message: 'Wait.', headers: { 'retry-after-ms': '1500' } }, { deltas: ['Large.'] })
    expect(await ask()).toMatchObject({ text: 'Large.', waits: [1_500] })
  })

  it.each([
    { status: 400, message: 'Bad temperature' },
    { status: 401, message: 'Wrong key' },
    { status: 403, message: 'Not allowed' },
    { status: 404, message: 'No such model' },
    { status: 429, message: 'You exceeded your current quota (insufficient_quota).' },
  ])('is not asked again after $status: $message', async (refusal) => {
    wire.next(refusal, { deltas: ['Never.'] })
    expect(await ask()).toMatchObject({ calls: 1, waits: [], text: '' })
    wire.forget()
  })

  it('is not asked again once words have come', async () => {
    for (const end of ['cut', { error: 'overloaded' }] as const) {
      wire.next({ deltas: ['As '], end }, { deltas: ['Never.'] })
      expect(await ask()).toMatchObject({ calls: 1, waits: [], text: 'As ' })
      wire.forget()
    }
  })

  it('is asked again when the connection was cut before an answer', async () => {
    wire.next('hang up', { deltas: ['Large.'] })
    const end = await ask()
    expect(end).toMatchObject({ text: 'Large.', calls: 2, told: [{ because: 'unreachable' }, { waitMs: 0 }] })
  })

  it('is not asked again when nobody waits any more', async () => {
    const before = wire.received.length
    wire.next(SLOW_DOWN, { deltas: ['Never.'] })
    const stop = new AbortController()
    const end = await streamAnswer({
      model: createChatModel(settings),
      messages: [{ role: 'user', content: 'Question' }],
      maxOutputTokens: 100,
      signal: stop.signal,
      onDelta: () => undefined,
      // by the clock on the wall: the seven seconds that it would wait are longer than a test may take
      retry: { onWait: () => setTimeout(() => stop.abort(), 10) },
    })
    expect(end).toMatchObject({ isStopped: true, error: undefined, text: '' })
    expect(wire.received.length - before).toBe(1)
    wire.forget()
  })
})
