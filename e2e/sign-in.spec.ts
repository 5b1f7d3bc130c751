import { expect, expectAccessible, test } from './fixtures'
import { freshTag } from './fresh-tag'
import { OWNER } from './owner'
import { SignInPage } from './pages/sign-in.page'

test.use({ storageState: { cookies: [], origins: [] } })

test('signing in leads to where one wanted to go, and out ends it', async ({ page }) => {
  const signIn = new SignInPage(page)
  await page.goto('/settings/api-keys?from=link')
  await expect(page).toHaveURL('/sign-in?next=%2Fsettings%2Fapi-keys%3Ffrom%3Dlink')
  await expectAccessible(page)
  await signIn.signIn(OWNER.email, OWNER.password)
  await expect(page).toHaveURL('/w/default/settings/api-keys?from=link')
  await expect(page.getByRole('heading', { name: 'API keys' })).toBeVisible()
  await page.getByRole('button', { name: `Account of ${OWNER.name}` }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(page).toHaveURL(/\/sign-in/)
  await page.goto('/settings/members')
  await expect(page).toHaveURL(/\/sign-in\?next=/)
})

test('a new workspace is empty, and the first one is a switch away', async ({ page }) => {
  await page.goto('/settings/workspace')
  await new SignInPage(page).signIn(OWNER.email, OWNER.password)
  const tag = freshTag()
  const name = `Harbor ${tag}`
  const switcher = page.getByRole('button', { name: /^Workspace / })
  const home = ((await switcher.textContent()) ?? '').replace(/^Workspace /, '').trim()
  await page.getByRole('button', { name: 'New workspace' }).click()
  const dialog = page.getByRole('dialog', { name: 'New workspace' })
  await dialog.getByLabel('Name').fill('港の書類')
  await expect(dialog.getByLabel('Slug')).toHaveValue('workspace')
  await dialog.getByLabel('Name').fill(name)
  await expect(dialog.getByLabel('Slug')).toHaveValue(`harbor-${tag}`)
  await dialog.getByRole('button', { name: 'Create workspace' }).click()
  await expect(switcher).toContainText(name)
  await expect(page).toHaveURL(`/w/harbor-${tag}/modules`)
  await expect(page.getByRole('row')).toHaveCount(0)
  const way = page.getByRole('menuitem').filter({ hasText: home }).first()
  // the address is a new page: its menus open once its script has come
  await expect(async () => {
    if (!(await way.isVisible())) await switcher.click()
    await expect(way).toBeVisible({ timeout: 1000 })
  }).toPass()
  await way.click()
  await expect(switcher).toContainText(home)
  // an address without a workspace leads to the one that was opened last
  await page.goto('/modules?q=')
  await expect(page).toHaveURL('/w/default/modules?q=')
  await expect(page.getByRole('row').nth(1)).toBeVisible()
})

test('a wrong password says so and keeps what was typed', async ({ page }) => {
  const signIn = new SignInPage(page)
  await page.goto('/sign-in')
  await signIn.signIn(OWNER.email, 'not my password')
  await expect(signIn.problem).toContainText('do not belong together')
  await expect(signIn.email).toHaveValue(OWNER.email)
  await expect(signIn.password).toHaveValue('not my password')
})

test('an address of another site is not followed', async ({ page }) => {
  await page.goto('/sign-in?next=//evil.example/x')
  await new SignInPage(page).signIn(OWNER.email, OWNER.password)
  await expect(page).toHaveURL(/\/playground/)
})

test('the API and its data are closed to nobody in particular', async ({ request }) => {
  for (const path of ['/api/v1/modules', '/api/v1/members', '/api/v1/audit-events']) {
    const response = await request.get(path)
    expect(response.status()).toBe(401)
    expect(await response.json()).toMatchObject({ error: { code: 'UNAUTHORIZED', requestId: expect.any(String) } })
  }
})
