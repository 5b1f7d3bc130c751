import type { NextRequest, NextResponse } from 'next/server'
import { workspaceOfPath } from '@/lib/schemas/workspaces/workspace-path'
import { LAST_WORKSPACE_COOKIE } from './page-headers'

const YEAR_SECONDS = 365 * 24 * 60 * 60

/**
 * Remembers in the browser which workspace it opened last. Only a page that somebody opens counts: Next renders the page
 * of an action anew when its response sets a cookie, and a prefetched link was not opened.
 */
export function rememberWorkspace(request: NextRequest, response: NextResponse): void {
  if (request.method !== 'GET' || request.headers.has('next-router-prefetch')) return
  const workspace = workspaceOfPath(request.nextUrl.pathname)
  if (workspace === null || request.cookies.get(LAST_WORKSPACE_COOKIE)?.value === workspace) return
  response.cookies.set(LAST_WORKSPACE_COOKIE, workspace, { httpOnly: true, sameSite: 'lax', maxAge: YEAR_SECONDS })
}
