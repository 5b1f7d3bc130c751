import { generateText } from 'ai'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createGuardedFetch } from '@/lib/models/fetch/guarded-fetch'
import { ScriptedOpenAi } from '@/lib/models/testing/scripted-openai.fixture'
import { createChatModel } from './chat-models'
import { mendAnnotations } from './known-annotations'

const FILE = { type: 'file_citation', file_citation: { file_id: 'file_1' } }
const PAGE = { type: 'url_citation', url_citation: { url: 'https://rain.example', title: 'Rain' } }

describe('an answer that is not streamed', () => {
  let server: ScriptedOpenAi
  beforeAll(async () => {
    server = await ScriptedOpenAi.start()
  })
  afterAll(() => server.stop())

  it.each<{ annotations: unknown; isCited?: true }>([
    { annotations: [FILE] },
    { annotations: [FILE, PAGE], isCited: true },
    { annotations: [null, 7] },
    { annotations: 'none' },
  ])('keeps its words and the pages it cites: %j', async ({ annotations, isCited }) => {
    server.next({ deltas: ['It "annotations" rains. 🦜'], annotations })
    const model = createChatModel({
      kind: 'openai',
      name: 'Mine',
      modelId: 'gpt-4o',
      baseUrl: server.baseUrl,
      apiKey: 'test-key-123',
      fetch: createGuardedFetch({ allowedHosts: [`127.0.0.1:${server.port}`] }),
    })
    const { text, sources } = await generateText({ model, prompt: 'Does it rain?', maxRetries: 0 })
    expect(text).toBe('It "annotations" rains. 🦜')
    expect(sources).toMatchObject(isCited ? [{ url: 'https://rain.example', title: 'Rain' }] : [])
  })
})

describe('a stream', () => {
  const line = `data: ${JSON.stringify({ choices: [{ delta: { content: '🦜', annotations: [FILE] } }] })}`
  const mended = `data: ${JSON.stringify({ choices: [{ delta: { content: '🦜', annotations: [] } }] })}`

  it.each(['\n', '\r\n'])('is mended wherever its pieces end, with lines that end in %j', async (newline) => {
    const sent = [': hello', line, '', line].join(newline)
    const bytes = new TextEncoder().encode(sent)
    for (const size of [1, 7, 100, bytes.length]) {
      const body = new ReadableStream<Uint8Array>({
        start(controller) {
          for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.subarray(at, at + size))
          controller.close()
        },
      })
      const fetch = mendAnnotations(async () => new Response(body))
      const got = await (await fetch('https://models.example')).text()
      expect(got.split('\n').map((each) => each.trim())).toEqual([': hello', mended, '', mended])
    }
  })

  it('gives a line as soon as it has ended, and not what follows', async () => {
    let send = (_: string) => {}
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        send = (text) => controller.enqueue(new TextEncoder().encode(text))
      },
    })
    const fetch = mendAnnotations(async () => new Response(body))
    const reader = (await fetch('https://models.example')).body!.getReader()
    send(`${line}\n${line}`)
    expect(new TextDecoder().decode((await reader.read()).value)).toBe(`${mended}\n`)
    await reader.cancel()
  })
})
