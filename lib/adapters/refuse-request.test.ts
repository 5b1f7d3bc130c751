import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { OPERATIONS } from '@/lib/adapters/openapi/operations'
import { isForPageReload, refuseConnection, refuseExpectation, refuseRequest } from './refuse-request'

const server = createServer({ shouldUpgradeCallback: isForPageReload }, (request, response) => {
  if (!refuseRequest(request, response)) response.writeHead(200).end('through')
})
// as Next does with what is no web socket of its own
server.on('upgrade', (_, socket) => socket.destroy())
server.on('checkExpectation', refuseExpectation)
server.on('clientError', refuseConnection)
beforeAll(() => new Promise<void>((done) => server.listen(0, '127.0.0.1', done)))
afterAll(() => void server.close())

/** As bytes: `fetch` would not send some of these. */
function send(method: string, path: string, more = ''): Promise<{ status: number; head: string; body: string }> {
  return new Promise((done, failed) => {
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
    let text = ''
    socket.on('data', (part) => {
      text += part
    })
    socket.on('error', failed)
    socket.on('end', () => {
      const [head = '', body = ''] = text.split('\r\n\r\n')
      done({ status: Number(head.split(' ')[1]), head: head.toLowerCase(), body })
    })
    socket.write(`${method} ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n${more}\r\n`)
  })
}

test.each([
  ['GET', '/modules/%ff', 400, 'VALIDATION'],
  ['GET', '/w/default/modules/%', 400, 'VALIDATION'],
  ['GET', '/api/v1/modules/%E0%A4%A', 400, 'VALIDATION'],
  ['POST', '/%c0%af?a=b', 400, 'VALIDATION'],
  ['GET', '/api/v1/modules?q=%ff', 400, 'VALIDATION'],
  ['GET', '/api/v1/modules?q=a&tag=%ED%A0%80', 400, 'VALIDATION'],
  ['GET', '/api/v1/modules?q=%', 400, 'VALIDATION'],
  ['GET', '/api/v1/modules/../versions', 400, 'VALIDATION'],
  ['GET', '/api/v1/modules/%2e%2E/versions', 400, 'VALIDATION'],
  ['GET', '/api/v1/modules/a%2f..%5c./versions', 400, 'VALIDATION'],
  ['GET', '/api', 404, 'NOT_FOUND'],
  ['GET', '/api/v1', 404, 'NOT_FOUND'],
  ['GET', '/api/v2/modules', 404, 'NOT_FOUND'],
  ['POST', '/api/v1/nothing/here?q=1', 404, 'NOT_FOUND'],
  ['GET', '/api/v1/modules/a/b/c/d', 404, 'NOT_FOUND'],
  ['PATCH', '/api/v1/modules', 405, 'VALIDATION'],
  ['GET', '/api/v1/compose', 405, 'VALIDATION'],
  ['PUT', '/api/v1/modules/import', 405, 'VALIDATION'],
  ['POST', '/api/health', 405, 'VALIDATION'],
  ['TRACE', '/api/v1/modules', 405, 'VALIDATION'],
  ['TRACE', '/modules', 405, 'VALIDATION'],
  ['DELETE', '/w/default/modules', 405, 'VALIDATION'],
  ['PROPFIND', '/', 405, 'VALIDATION'],
  ['POST', '/w/default/modules', 403, 'FORBIDDEN'],
])('%s %s is %i %s in our own words', async (method, path, status, code) => {
  const answer = await send(method, path)
  expect(answer.status).toBe(status)
  expect(JSON.parse(answer.body)).toEqual({
    error: { code, message: expect.any(String), requestId: expect.stringMatching(/^req_/) },
  })
  expect(answer.head).toContain('content-type: application/json')
  expect(answer.head).toContain('x-content-type-options: nosniff')
  expect(answer.head).toContain('cache-control: no-store')
  expect(answer.head.includes('\r\nallow: ')).toBe(status === 405)
})

test.each([
  ['__proto__', 'GET', '/api/v1/modules?__proto__=b'],
  ['__proto__', 'DELETE', '/api/v1/modules/a?a=b&%5F_proto__'],
  ['__proto__', 'POST', '/api/v1/compose?__proto__=b'],
  ['nxtPid', 'GET', '/api/v1/modules/a?nxtPid=b'],
  ['nxtIid', 'GET', '/api/v1/modules/a?nxtIid=b'],
])('a field %s, which Next would take out of %s %s, is named as unknown', async (name, method, path) => {
  const answer = await send(method, path)
  expect(answer.status).toBe(400)
  const { code, fields } = JSON.parse(answer.body).error
  expect([code, Object.entries(fields)]).toEqual(['VALIDATION', [[name, 'unknown field']]])
})

test.each([
  ['of another site', 'Origin: http://evil.example\r\n'],
  ['that hides where it comes from', 'Origin: null\r\n'],
  [
    'of another site that names itself as the host',
    'Origin: http://evil.example\r\nX-Forwarded-Host: evil.example\r\n',
  ],
])('an action %s is refused in our own words', async (_, origin) => {
  const answer = await send('POST', '/w/default/modules', `Next-Action: 40${'0'.repeat(40)}\r\n${origin}`)
  expect([answer.status, JSON.parse(answer.body).error.code]).toEqual([403, 'FORBIDDEN'])
})

test.each([
  ['a header that is too long', '/', `X-Long: ${'x'.repeat(20_000)}\r\n`, 431, /at most \d+ bytes/],
  ['an address that is too long', `/api/v1/modules/${'x'.repeat(20_000)}`, '', 431, /at most \d+ bytes/],
  ['what is no header', '/', 'no header\r\n', 400, /HTTP/],
  ['two lengths', '/', 'Content-Length: 1\r\nContent-Length: 2\r\n', 400, /HTTP/],
  ['an expectation', '/', 'Expect: a-miracle\r\n', 417, /without its header “Expect”/],
])('%s is refused in our own words', async (_, path, more, status, message) => {
  const answer = await send('GET', path, more)
  expect(answer.status).toBe(status)
  expect(JSON.parse(answer.body)).toEqual({
    error: { code: 'VALIDATION', message: expect.stringMatching(message), requestId: expect.stringMatching(/^req_/) },
  })
  expect(answer.head).toContain('x-content-type-options: nosniff')
})

test('what is sent into a running answer does not get into it', async () => {
  const answer = await new Promise<string>((done, failed) => {
    const busy = createServer((request, response) => {
      if (refuseRequest(request, response)) return
      response.writeHead(200, { 'content-length': '9' }).write('half')
    })
    busy.on('clientError', refuseConnection)
    busy.listen(0, '127.0.0.1', () => {
      let text = ''
      const socket = connect((busy.address() as AddressInfo).port, '127.0.0.1')
      socket.on('data', (part) => {
        text += part
        socket.write('no request\r\n\r\n')
      })
      socket.on('error', failed)
      socket.on('close', () => {
        done(text)
        busy.close()
      })
      socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n')
    })
  })
  expect(answer).toMatch(/\r\n\r\nhalf$/)
})

test.each([
  ['GET', '/modules/next.js?q=%ff'],
  ['HEAD', '/api/health'],
  ['POST', '/api/unsubscribe/a'],
  ['OPTIONS', '/api/v1/modules'],
  ['GET', '/api/v1/modules/%F0%9F%98%80/'],
])('%s %s is let through', async (method, path) => {
  expect((await send(method, path)).status).toBe(200)
})

test('an action that sends more than any module may have is refused in our own words', async () => {
  const answer = await send('POST', '/w/default/modules', 'Origin: http://localhost\r\nContent-Length: 12582913\r\n')
  expect([answer.status, JSON.parse(answer.body).error.code]).toEqual([413, 'LIMIT_EXCEEDED'])
})

test("an action of this server's own page is let through", async () => {
  expect((await send('POST', '/w/default/modules', 'Origin: http://localhost\r\n')).status).toBe(200)
})

test.each(['h2c', 'websocket', 'TLS/1.2, h2c'])('a request that offers %s is answered as it is', async (protocol) => {
  const answer = await send('GET', '/api/v1/modules', `Connection: Upgrade\r\nUpgrade: ${protocol}\r\n`)
  expect([answer.status, answer.body]).toEqual([200, expect.stringContaining('through')])
})

test('every operation of the document is let through', async () => {
  for (const { method, path } of OPERATIONS) {
    const address = `/api/v1${path.replaceAll(/\{\w+\}/g, 'a')}`
    expect((await send(method.toUpperCase(), address)).status, `${method} ${address}`).toBe(200)
  }
})
