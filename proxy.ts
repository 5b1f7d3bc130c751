import { type NextRequest, NextResponse } from 'next/server'
import { PATH_HEADER } from '@/lib/adapters/path-header'

/** Tells pages their own address, so that sign-in can lead back to it. Bodies of the API never pass through here. */
export function proxy(request: NextRequest): NextResponse {
  const headers = new Headers(request.headers)
  headers.set(PATH_HEADER, request.nextUrl.pathname + request.nextUrl.search)
  return NextResponse.next({ request: { headers } })
}

export const config = { matcher: ['/((?!api/|_next/|.*\\.[a-z0-9]+$).*)'] }
