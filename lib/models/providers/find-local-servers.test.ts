import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createGuardedFetch } from '@/lib/models/fetch/guarded-fetch'
import { ScriptedOpenAi } from '@/lib/models/testing/scripted-openai.fixture'
import { findLocalServers, LOCAL_SERVERS } from './find-local-servers'

let models: ScriptedOpenAi
const other = createServer((_, response) => response.end('<title>Not a model</title>'))
const portOf = () => (other.address() as AddressInfo).port

beforeAll(async () => {
  models = await ScriptedOpenAi.start()
  await new Promise<void>((done) => other.listen(0, '127.0.0.1', done))
})
afterAll(async () => {
  await models.stop()
  other.close()
})

it('finds the model servers of this machine, and nothing that only has their port', async () => {
  const silent = await new Promise<number>((done) => {
    const closed = createServer().listen(0, '127.0.0.1', () => {
      const { port } = closed.address() as AddressInfo
      closed.close(() => done(port))
    })
  })
  const servers = [
    { name: 'Ollama', baseUrl: models.baseUrl },
    { name: 'A page', baseUrl: `http://127.0.0.1:${portOf()}/v1` },
    { name: 'Nobody', baseUrl: `http://127.0.0.1:${silent}/v1` },
  ]
  const allowed = servers.map(({ baseUrl }) => new URL(baseUrl).host)
  const found = await findLocalServers(createGuardedFetch({ allowedHosts: allowed }), servers)
  expect(found.map(({ name }) => name)).toEqual(['Ollama'])
  expect(found[0]?.models.length).toBeGreaterThan(0)
  expect(LOCAL_SERVERS.map(({ baseUrl }) => new URL(baseUrl).host)).toEqual(['127.0.0.1:11434', '127.0.0.1:1234'])
})
