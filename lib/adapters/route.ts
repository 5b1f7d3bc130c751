import { newId } from '@/lib/new-id'
import type { Actor } from '@/lib/services/actor'
import { authenticate } from './authenticate'
import { originOf } from './client-address'
import { describeError } from './describe-error'
import { refuseUnread } from './refuse-unread'

type Params = Record<string, string | string[] | undefined>
type RouteContext = { request: Request; actor: Actor; params: Params; requestId: string }

/** An error as the response that DESIGN §6 promises. */
function toErrorResponse(error: unknown, requestId: string): Response {
  const { status, body, retryAfterSeconds } = describeError(error, requestId)
  const headers = new Headers({ 'cache-control': 'no-store', 'x-request-id': requestId })
  if (retryAfterSeconds) headers.set('retry-after', String(retryAfterSeconds))
  if (status === 401) headers.set('www-authenticate', 'Bearer')
  return Response.json({ error: body }, { status, headers })
}

type OpenContext = { request: Request; params: Params }

/** A route handler for anybody, signed in or not. */
export function openRoute(handle: (context: OpenContext) => Promise<Response>) {
  return async (request: Request, context: { params: Promise<Params> }): Promise<Response> => {
    const requestId = newId('req')
    try {
      const response = await handle({ request, params: await context.params })
      response.headers.set('cache-control', 'no-store')
      return response
    } catch (error) {
      return toErrorResponse(error, requestId)
    }
  }
}

/**
 * Programs get answers as they are: a program is near, and packing a composition with gzip takes the processor longer than
 * composing it again does. Over the pages' networks it pays.
 */
function cacheControlFor({ kind }: Actor): string {
  return kind === 'apiKey' ? 'no-store, no-transform' : 'no-store'
}

/** A route handler for a known actor; use it where `rest` does not fit, such as a stream. */
export function route(handle: (context: RouteContext) => Promise<Response>) {
  return async (request: Request, context: { params: Promise<Params | undefined> }): Promise<Response> => {
    const requestId = newId('req')
    try {
      const { actor: sender, setCookies } = await authenticate(request)
      refuseUnread(request)
      const actor = { ...sender, origin: originOf(request.headers, requestId) }
      const response = await handle({ request, actor, params: (await context.params) ?? {}, requestId })
      response.headers.set('x-request-id', requestId)
      if (!response.headers.has('cache-control')) response.headers.set('cache-control', cacheControlFor(actor))
      for (const cookie of setCookies) response.headers.append('set-cookie', cookie)
      return response
    } catch (error) {
      return toErrorResponse(error, requestId)
    }
  }
}
