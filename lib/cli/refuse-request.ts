import type { IncomingMessage, ServerResponse } from 'node:http'
import { allowedMethods } from '@/lib/adapters/openapi/allowed-methods'
import { newId } from '@/lib/new-id'
import type { ErrorBody } from '@/lib/schemas/error'
import securityHeaders from '@/lib/schemas/security-headers.json' with { type: 'json' }

/** Of pages: actions are posted to them. */
const PAGE_METHODS = ['GET', 'HEAD', 'POST', 'OPTIONS']

type Refusal = { status: 400 | 404 | 405; code: ErrorBody['code']; message: string; allow?: string[] }

function findRefusal(method: string, pathname: string): Refusal | null {
  try {
    decodeURIComponent(pathname)
  } catch {
    return { status: 400, code: 'VALIDATION', message: 'The address holds a %-escape that is no UTF-8 text.' }
  }
  const isApi = /^\/api(?:\/|$)/.test(pathname)
  const allow = isApi ? allowedMethods(pathname) : PAGE_METHODS
  if (!allow) {
    const message = 'There is nothing at this address. GET /api/v1/openapi.json lists what there is.'
    return { status: 404, code: 'NOT_FOUND', message }
  }
  if (allow.includes(method)) return null
  return { status: 405, code: 'VALIDATION', message: `${method} does nothing here: use ${allow.join(', ')}.`, allow }
}

/**
 * Answers what no route would answer in our own words: an address that cannot be read, one that the API does not have,
 * a method that is not for it.
 * @returns whether it did
 */
export function refuseRequest(request: IncomingMessage, response: ServerResponse): boolean {
  const [pathname = '/'] = (request.url ?? '/').split('?')
  const refusal = findRefusal(request.method ?? 'GET', pathname)
  if (!refusal) return false
  const { status, code, message, allow } = refusal
  const requestId = newId('req')
  const body = JSON.stringify({ error: { code, message, requestId } satisfies ErrorBody })
  for (const { key, value } of securityHeaders) response.setHeader(key, value)
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    'x-request-id': requestId,
    ...(allow ? { allow: allow.join(', ') } : {}),
  })
  response.end(body)
  return true
}
