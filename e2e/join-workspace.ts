import type { Browser, Page } from '@playwright/test'
import { freshTag } from './fresh-tag'
import type { OwnWorkspace } from './own-workspace'
import { SignInPage } from './pages/sign-in.page'

/** Another person on a page of their own, in the workspace of a journey; close its context at the end. */
export async function joinWorkspace(
  browser: Browser,
  { post }: Pick<OwnWorkspace, 'post'>,
  name: string,
  role: string,
): Promise<Page> {
  const invited = await post('/invitations', { email: `${name.toLowerCase()}-${freshTag()}@example.com`, role })
  const context = await browser.newContext({ storageState: { cookies: [], origins: [] } })
  const page = await context.newPage()
  await new SignInPage(page).join((invited as { path: string }).path, name, 'a password of their own')
  return page
}
