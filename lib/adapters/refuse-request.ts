import { type IncomingMessage, maxHeaderSize, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { env } from '@/lib/env'
import { newId } from '@/lib/new-id'
import type { ErrorBody } from '@/lib/schemas/error'
import { LIMITS } from '@/lib/schemas/limits'
import securityHeaders from '@/lib/schemas/security-headers.json' with { type: 'json' }
import { allowedMethods } from './openapi/allowed-methods'
import { refuseForeignOrigin } from './refuse-foreign-origin'
import { RequestError } from './request-error'

/** Of pages: actions are posted to them. */
const PAGE_METHODS = ['GET', 'HEAD', 'POST', 'OPTIONS']

type Refusal = Pick<ErrorBody, 'code' | 'message' | 'fields'> & { status: number; allow?: string[] }

const NO_TEXT: Refusal = {
  status: 400,
  code: 'VALIDATION',
  message: 'The address holds a %-escape that is no UTF-8 text.',
}

/** Fields of an address that Next takes out before a route sees it: one would be answered as if it had not been sent. */
const TAKEN_OUT = /^(?:__proto__$|nxt[PI].)/

function findRefusal({ method = 'GET', url = '/', headers }: IncomingMessage): Refusal | null {
  const [pathname = '/', ...query] = url.split('?')
  const path = decode(pathname)
  if (path === null) return NO_TEXT
  const isApi = /^\/api(?:\/|$)/.test(pathname)
  // what a page does not find, its reader sees; a program would be answered for another text
  if (isApi && decode(query.join('?')) === null) return NO_TEXT
  if (isApi && path.split(/[/\\]/).some((part) => part === '.' || part === '..')) {
    const message = 'The address has “.” or “..” as a part. Write out the address that you mean.'
    return { status: 400, code: 'VALIDATION', message }
  }
  const allow = isApi ? allowedMethods(pathname) : PAGE_METHODS
  if (!allow) {
    const message = 'There is nothing at this address. GET /api/v1/openapi.json lists what there is.'
    return { status: 404, code: 'NOT_FOUND', message }
  }
  if (!allow.includes(method)) {
    return { status: 405, code: 'VALIDATION', message: `${method} does nothing here: use ${allow.join(', ')}.`, allow }
  }
  if (!isApi) return method === 'POST' ? (findForeign(headers) ?? findTooLong(headers)) : null
  const name = [...new URLSearchParams(query.join('?')).keys()].find((each) => TAKEN_OUT.test(each))?.slice(0, 200)
  if (name === undefined) return null
  return { status: 400, code: 'VALIDATION', message: `${name}: unknown field`, fields: { [name]: 'unknown field' } }
}

/** Of an action, which Next would answer with a page of its own. */
function findForeign(headers: IncomingMessage['headers']): Refusal | null {
  try {
    const get = (name: string) => headers[name]?.toString() ?? null
    refuseForeignOrigin({ method: 'POST', headers: { get } })
    return null
  } catch (error) {
    if (!(error instanceof RequestError)) throw error
    return error
  }
}

function decode(part: string): string | null {
  try {
    return decodeURIComponent(part)
  } catch {
    return null
  }
}

/** What is sent without saying its length, Next breaks off there. */
function findTooLong(headers: IncomingMessage['headers']): Refusal | null {
  if (Number(headers['content-length'] ?? 0) <= LIMITS.moduleBodyBytes) return null
  const message = `A page sends ${LIMITS.moduleBodyBytes / (1024 * 1024)} MB at most at once: send less of it.`
  return { status: 413, code: 'LIMIT_EXCEEDED', message }
}

/** The error's body, and headers of an answer of the server itself. */
function describeRefusal({ code, message, fields }: Pick<ErrorBody, 'code' | 'message' | 'fields'>) {
  const requestId = newId('req')
  const body = JSON.stringify({ error: { code, message, fields, requestId } satisfies ErrorBody })
  const headers = {
    ...Object.fromEntries(securityHeaders.map(({ key, value }) => [key, value])),
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
    'cache-control': 'no-store',
    'x-request-id': requestId,
  }
  return { body, headers }
}

/**
 * Answers what no route would answer in our own words: an address that cannot be read, one that the API does not have,
 * a method that is not for it, an action of another site's page.
 * @returns whether it did
 */
export function refuseRequest(request: IncomingMessage, response: ServerResponse): boolean {
  latest.set(request.socket, response)
  const refusal = findRefusal(request)
  if (!refusal) return false
  const { status, allow } = refusal
  const { body, headers } = describeRefusal(refusal)
  response.writeHead(status, { ...headers, ...(allow ? { allow: allow.join(', ') } : {}) })
  response.end(body)
  return true
}

/** What a request expects of the server (RFC 9110, 10.1.1); all but `100-continue` comes here. */
export function refuseExpectation(_: IncomingMessage, response: ServerResponse): void {
  const { body, headers } = describeRefusal({
    code: 'VALIDATION',
    message: 'Send the request without its header “Expect”.',
  })
  response.writeHead(417, headers).end(body)
}

/**
 * Whether a request is to become a web socket: Next's own, which reloads pages in development. Any other that offers another
 * protocol, as clients do that would rather speak HTTP/2, is answered as if it had not (RFC 9110, 7.8); Next would hang up.
 */
export function isForPageReload({ headers }: IncomingMessage): boolean {
  return env.NODE_ENV === 'development' && headers.upgrade?.toLowerCase() === 'websocket'
}

/** The answer that a connection got last: words in the middle of it would spoil it. */
const latest = new WeakMap<Duplex, ServerResponse>()

const UNREADABLE: Record<string, { status: string; message: string }> = {
  HPE_HEADER_OVERFLOW: {
    status: '431 Request Header Fields Too Large',
    message: `The address and the headers of a request have at most ${maxHeaderSize} bytes. Send less of them.`,
  },
  HPE_CHUNK_EXTENSIONS_OVERFLOW: {
    status: '413 Payload Too Large',
    message: 'Send the body without extensions of its chunks.',
  },
  ERR_HTTP_REQUEST_TIMEOUT: {
    status: '408 Request Timeout',
    message: 'The request did not arrive in time. Send it again.',
  },
}
const NOT_HTTP = { status: '400 Bad Request', message: 'The request cannot be read as HTTP/1.1.' }

/** Answers what is no request at all, and closes its connection, since nobody knows where the next one would begin. */
export function refuseConnection(error: NodeJS.ErrnoException, socket: Duplex): void {
  const answer = latest.get(socket)
  const isAnswering = answer?.headersSent && !answer.writableEnded
  if (error.code === 'ECONNRESET' || !socket.writable || isAnswering) {
    socket.destroy()
    return
  }
  const { status, message } = UNREADABLE[error.code ?? ''] ?? NOT_HTTP
  const { body, headers } = describeRefusal({ code: 'VALIDATION', message })
  const lines = Object.entries({ ...headers, connection: 'close' }).map(([name, value]) => `${name}: ${value}`)
  socket.end(`HTTP/1.1 ${status}\r\n${lines.join('\r\n')}\r\n\r\n${body}`)
}
