import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { createVocabulary } from '@/lib/engine'
import { tokenizerFile } from '@/lib/engine/tokens/vocabulary.fixture'
import type { ComposedDto } from '@/lib/schemas/contexts/compose'
import { freePort, LoadoutProcess, runCommand } from './testing/loadout-process'

const folder = mkdtempSync(join(tmpdir(), 'loadout-vocabulary-'))
const dataDir = join(folder, 'data')
const MODEL = 'llama-3.1-8b'

afterAll(() => rmSync(folder, { recursive: true, force: true }))

function install(text: string) {
  mkdirSync(join(dataDir, 'tokenizers'), { recursive: true })
  writeFileSync(join(dataDir, 'tokenizers', 'llama3.json'), text)
}

it('counts with a vocabulary of the data folder, and estimates where its file is broken', async () => {
  const env = { LOADOUT_DATA_DIR: dataDir, PORT: await freePort(), LOADOUT_ALLOWED_HOSTS: '127.0.0.1:9' }
  const key = (await runCommand('apikey', ['--name', 'count', '--scopes', 'read,write,compose,admin'], env)).trim()
  install(JSON.stringify(tokenizerFile()))
  let server = await new LoadoutProcess(env).untilHealthy()
  const send = async <Answer = unknown>(path: string, json: object): Promise<Answer> => {
    const response = await fetch(`${server.url}/api/v1/${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify(json),
    })
    expect(response.ok, await response.clone().text()).toBe(true)
    return (await response.json()) as Answer
  }
  const compose = () =>
    send<ComposedDto>('compose', { query: 'How large are the chunks of the other thing?', model: MODEL })
  try {
    const models = [{ id: MODEL, contextWindow: 20_000 }]
    await send('providers', { kind: 'openai-compatible', name: 'Mine', baseUrl: 'http://127.0.0.1:9/v1', models })
    await send('modules', {
      name: 'Chunks',
      body: 'The chunks are large, then the other thing overlaps them by three hundred.',
    })
    const exact = await compose()
    expect(exact.usage.counting).toEqual({ isExact: true, percent: 100, errorPercent: 0 })
    const own = createVocabulary(tokenizerFile())
    const counted = exact.messages.reduce((sum, { content }) => sum + own.count(content), 0)
    expect(exact.trace.spans.reduce((sum, { tokens }) => sum + tokens, 0)).toBe(counted)
    expect(exact.trace.spans.some(({ moduleId }) => moduleId)).toBe(true)
    await server.stop()

    install('{"version": "1.0", "model": {"vocab"')
    server = await new LoadoutProcess(env).untilHealthy()
    const estimated = await compose()
    expect(estimated.usage.counting).toMatchObject({ isExact: false, errorPercent: 13 })
    expect(estimated.trace.warnings.join()).toContain(
      'The tokenizer of Llama 3 cannot be used: its file is no JSON. Tokens are estimated.',
    )
    expect(estimated.usage.inputTokens).not.toBe(exact.usage.inputTokens)
  } finally {
    await server.stop()
  }
}, 300_000)
