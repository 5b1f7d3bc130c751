import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { SLOW_REQUESTS } from './slow-requests'

const HEAD = 'POST / HTTP/1.1\r\nHost: localhost\r\n'

/** What comes back, until the server closes, to a request that goes no further. A thousandth of the real time. */
async function sendPart(part: string): Promise<string> {
  const { headersTimeout, requestTimeout, connectionsCheckingInterval } = SLOW_REQUESTS
  const server = createServer({
    headersTimeout: headersTimeout / 1_000,
    requestTimeout: requestTimeout / 1_000,
    connectionsCheckingInterval: connectionsCheckingInterval / 1_000,
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
  socket.write(part)
  const answer = await text(socket)
  server.close()
  return answer
}

it('a connection that rests is kept longer than the 60 s of a proxy', async () => {
  const server = createServer(SLOW_REQUESTS, (_, response) => response.end())
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  expect(Number(/timeout=(\d+)/.exec(response.headers.get('keep-alive') ?? '')?.[1])).toBeGreaterThan(60)
  server.closeAllConnections()
  server.close()
})

describe('a request that is sent only in part', () => {
  it.each([
    ['its head', HEAD],
    ['its body', `${HEAD}Content-Length: 100\r\n\r\nhalf`],
  ])('is answered 408 and closed: %s', async (_, part) => {
    expect(await sendPart(part)).toMatch(/^HTTP\/1\.1 408 /)
  })
})
