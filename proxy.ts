import { type NextRequest, NextResponse } from 'next/server'
import { contentSecurityPolicy } from '@/lib/adapters/content-security-policy'
import { PATH_HEADER } from '@/lib/adapters/page-headers'
import { rememberWorkspace } from '@/lib/adapters/remember-workspace'

/**
 * Tells pages their own address, so that sign-in can lead back to it, and which scripts may run on them. Bodies of the
 * API never pass through here.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = crypto.randomUUID()
  const policy = contentSecurityPolicy(nonce)
  const headers = new Headers(request.headers)
  const { pathname, search } = request.nextUrl
  headers.set(PATH_HEADER, pathname + search)
  headers.set('x-nonce', nonce)
  // Next reads the nonce for its own scripts from here
  headers.set('content-security-policy', policy)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', policy)
  rememberWorkspace(request, response)
  return response
}

// a dot makes no file of a path: `next.js` can be a module
export const config = { matcher: ['/((?!api/|_next/).*)'] }
