import { NextRequest, NextResponse } from 'next/server'
import { describe, expect, it } from 'vitest'
import { LAST_WORKSPACE_COOKIE } from './page-headers'
import { rememberWorkspace } from './remember-workspace'

type Asked = { method?: string; headers?: Record<string, string>; path?: string }

function remembered({ path = '/w/docs/modules', ...init }: Asked): string | undefined {
  const response = NextResponse.next()
  rememberWorkspace(new NextRequest(`http://localhost${path}`, init), response)
  return response.cookies.get(LAST_WORKSPACE_COOKIE)?.value
}

describe('the workspace that was opened last', () => {
  it('is the one of a page that is opened', () => {
    expect(remembered({})).toBe('docs')
    expect(remembered({ headers: { rsc: '1' } })).toBe('docs')
  })

  it('is not told again', () => {
    expect(remembered({ headers: { cookie: `${LAST_WORKSPACE_COOKIE}=docs` } })).toBeUndefined()
    expect(remembered({ headers: { cookie: `${LAST_WORKSPACE_COOKIE}=other` } })).toBe('docs')
  })

  it('is left alone by actions, which would render their page anew, and by links that are prefetched', () => {
    expect(remembered({ method: 'POST', headers: { 'next-action': 'abc' } })).toBeUndefined()
    expect(remembered({ headers: { rsc: '1', 'next-router-prefetch': '1' } })).toBeUndefined()
  })

  it('is not of a page without a workspace', () => {
    expect(remembered({ path: '/sign-in' })).toBeUndefined()
  })
})
