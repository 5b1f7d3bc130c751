import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ScriptedOpenAi } from '@/lib/models/testing/scripted-openai.fixture'
import { freePort, LoadoutProcess, runCommand } from './testing/loadout-process'

const folder = mkdtempSync(join(tmpdir(), 'loadout-killed-'))
const MODEL = 'slow-model'
let upstream: ScriptedOpenAi

beforeAll(async () => {
  upstream = await ScriptedOpenAi.start()
})
afterAll(async () => {
  await upstream.stop()
  rmSync(folder, { recursive: true, force: true })
})

type Conversation = {
  id: string
  messages: { status: string; content: string; error: string | null; compositionId: string | null }[]
}

it('keeps what had come of an answer when its server is killed, and goes on with it', async () => {
  const env = {
    LOADOUT_DATA_DIR: join(folder, 'data'),
    PORT: await freePort(),
    LOADOUT_ALLOWED_HOSTS: `127.0.0.1:${upstream.port}`,
  }
  const key = (await runCommand('apikey', ['--name', 'chat', '--scopes', 'read,write,compose,admin'], env)).trim()
  let server = await new LoadoutProcess(env).untilHealthy()
  const ask = (path: string, json?: object) =>
    fetch(`${server.url}/api/v1/${path}`, {
      method: json ? 'POST' : 'GET',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      ...(json && { body: JSON.stringify(json) }),
    })
  const read = async () => {
    const { items } = (await (await ask('conversations')).json()) as { items: Conversation[] }
    return (await (await ask(`conversations/${items[0]?.id}`)).json()) as Conversation
  }
  try {
    const { baseUrl } = upstream
    const models = [{ id: MODEL, contextWindow: 20_000 }]
    expect((await ask('providers', { kind: 'openai-compatible', name: 'Slow', baseUrl, models })).ok).toBe(true)
    upstream.next({ deltas: Array.from({ length: 1_000 }, (_, index) => `w${index} `), delayMs: 50 })
    const stream = await ask('chat', { text: 'Will you live?', model: MODEL })
    expect(stream.status).toBe(200)
    await expect.poll(async () => (await read()).messages[1]?.content, { timeout: 30_000 }).toMatch(/^w0 w1 /)
    await server.killGroup()
    await stream.text().catch(() => undefined)

    server = await new LoadoutProcess(env).untilHealthy()
    const { id, messages } = await read()
    expect(messages[1]).toMatchObject({
      status: 'interrupted',
      content: expect.stringMatching(/^w0 w1 /),
      error: expect.stringMatching(/^The answer broke off after \d+ words: the server stopped\.$/),
    })
    expect((await ask(`compositions/${messages[1]?.compositionId}`)).status).toBe(200)
    expect((await ask(`conversations/${id}/stream`)).status).toBe(204)

    upstream.next({ deltas: ['the end.'] })
    await (await ask('chat', { conversationId: id, trigger: 'continue-message' })).text()
    const after = (await read()).messages
    expect(after).toHaveLength(2)
    expect(after[1]).toMatchObject({ status: 'complete', content: `${messages[1]?.content}the end.`, error: null })
  } finally {
    await server.stop()
  }
}, 300_000)
