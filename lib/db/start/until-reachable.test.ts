import { createServer, type Server } from 'node:net'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { untilReachable } from './until-reachable'

const WAITING = 'The server of DATABASE_URL does not answer yet: waiting for it for a minute.\n'
const running = new Set<Server>()
let said: string[]
beforeEach(() => {
  said = []
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => said.push(String(text)) > 0)
})
afterEach(() => {
  vi.restoreAllMocks()
  for (const server of running) server.close()
})

const never = new AbortController().signal

/** What Postgres says to whoever connects. */
function listen(port: number, message: Buffer): Promise<number> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    socket.once('data', () => socket.end(message))
  })
  running.add(server)
  return new Promise((done) =>
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      done(typeof address === 'object' && address ? address.port : 0)
    }),
  )
}

async function close(): Promise<void> {
  for (const server of running) await new Promise((done) => server.close(done))
  running.clear()
}

function message(type: string, body: string): Buffer {
  const head = Buffer.alloc(5)
  head.write(type)
  head.writeInt32BE(4 + Buffer.byteLength(body), 1)
  return Buffer.concat([head, Buffer.from(body)])
}

const refusal = (code: string) => message('E', `SFATAL\0VFATAL\0C${code}\0Mno\0\0`)
const welcome = Buffer.concat([message('R', '\0\0\0\0'), message('Z', 'I')])
const configOf = (port: number) => ({ host: '127.0.0.1', port, user: 'u', database: 'd', password: 'p' })

it('waits where nobody listens, then where the server starts, and says so once', async () => {
  const port = await listen(0, refusal('57P03'))
  await close()
  const waiting = untilReachable(configOf(port), never)
  await expect.poll(() => said, { timeout: 10_000 }).toEqual([WAITING])
  await listen(port, refusal('57P03'))
  let isThrough = false
  void waiting.then(() => {
    isThrough = true
  })
  await new Promise((done) => setTimeout(done, 1_200))
  expect(isThrough).toBe(false)
  await close()
  await listen(port, welcome)
  await waiting
  expect(said).toEqual([WAITING])
})

it('does not wait where waiting helps nothing', async () => {
  for (const code of ['3D000', '28P01']) {
    await untilReachable(configOf(await listen(0, refusal(code))), never)
    await close()
  }
  expect(said).toEqual([])
})

it('gives up in the end, and when it is told to stop', async () => {
  const port = await listen(0, welcome)
  await close()
  await untilReachable(configOf(port), never, 600)
  await untilReachable(configOf(port), AbortSignal.abort())
  expect(said).toEqual([WAITING])
})
