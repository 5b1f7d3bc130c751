import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { OPERATIONS } from '@/lib/adapters/openapi/operations'
import { refuseRequest } from './refuse-request'

const server = createServer((request, response) => {
  if (!refuseRequest(request, response)) response.writeHead(200).end('through')
})
beforeAll(() => new Promise<void>((done) => server.listen(0, '127.0.0.1', done)))
afterAll(() => void server.close())

/** As bytes: `fetch` would not send some of these. */
function send(method: string, path: string): Promise<{ status: number; head: string; body: string }> {
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
    socket.write(`${method} ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`)
  })
}

test.each([
  ['GET', '/modules/%ff', 400, 'VALIDATION'],
  ['GET', '/w/default/modules/%', 400, 'VALIDATION'],
  ['GET', '/api/v1/modules/%E0%A4%A', 400, 'VALIDATION'],
  ['POST', '/%c0%af?a=b', 400, 'VALIDATION'],
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
  ['GET', '/modules/next.js?q=%ff'],
  ['POST', '/w/default/modules'],
  ['HEAD', '/api/health'],
  ['OPTIONS', '/api/v1/modules'],
  ['GET', '/api/v1/modules/%F0%9F%98%80/'],
])('%s %s is let through', async (method, path) => {
  expect((await send(method, path)).status).toBe(200)
})

test('every operation of the document is let through', async () => {
  for (const { method, path } of OPERATIONS) {
    const address = `/api/v1${path.replaceAll(/\{\w+\}/g, 'a')}`
    expect((await send(method.toUpperCase(), address)).status, `${method} ${address}`).toBe(200)
  }
})
