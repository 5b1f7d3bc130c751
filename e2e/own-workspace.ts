import type { Page } from '@playwright/test'
import { WORKSPACE_HEADER, workspacePath } from '../lib/schemas/workspaces/workspace-path'
import { expect } from './fixtures'
import { freshTag } from './fresh-tag'

/** What a journey sets up by the API in its workspace, as the person whose page it is. */
export type OwnWorkspace = {
  slug: string
  path: (screen: string) => string
  post: (path: string, data: object) => Promise<unknown>
  put: (path: string, data: object) => Promise<unknown>
  get: (path: string) => Promise<unknown>
}

/** A workspace of one journey alone, with one published module: models that are chosen in it are chosen nowhere else. */
export async function createOwnWorkspace(page: Page, baseURL: string | undefined): Promise<OwnWorkspace> {
  const slug = `own-${freshTag()}`
  const origin = baseURL ?? ''
  const call = async (method: string, workspace: string, path: string, data?: object) => {
    const headers = { origin, [WORKSPACE_HEADER]: workspace }
    const response = await page.request.fetch(`/api/v1${path}`, { method, headers, data })
    expect(response.ok(), await response.text()).toBe(true)
    return (await response.json()) as unknown
  }
  const postTo = (workspace: string, path: string, data: object) => call('POST', workspace, path, data)
  await postTo('default', '/workspaces', { slug })
  const content = '---\nname: Chunks\n---\n\n# Chunks\n\nA chunk is as large as 400 tokens, and chunks overlap by 50.\n'
  await postTo(slug, '/modules/import', { files: [{ path: 'chunks.md', content }] })
  return {
    slug,
    path: (screen) => workspacePath(slug, screen),
    post: (path, data) => postTo(slug, path, data),
    put: (path, data) => call('PUT', slug, path, data),
    get: (path) => call('GET', slug, path),
  }
}
