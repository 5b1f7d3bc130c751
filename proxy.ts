import { type NextRequest, NextResponse } from 'next/server'
import { contentSecurityPolicy } from '@/lib/adapters/content-security-policy'
import { LAST_WORKSPACE_COOKIE, PATH_HEADER } from '@/lib/adapters/page-headers'
import { workspaceOfPath } from '@/lib/schemas/workspace-path'

const YEAR_SECONDS = 365 * 24 * 60 * 60

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
  const workspace = workspaceOfPath(pathname)
  if (workspace !== null && request.cookies.get(LAST_WORKSPACE_COOKIE)?.value !== workspace) {
    response.cookies.set(LAST_WORKSPACE_COOKIE, workspace, { httpOnly: true, sameSite: 'lax', maxAge: YEAR_SECONDS })
  }
  return response
}

// a dot makes no file of a path: `next.js` can be a module
export const config = { matcher: ['/((?!api/|_next/).*)'] }
