import { expect, expectAccessible, test } from './fixtures'
import { freshTag } from './fresh-tag'
import { SETTINGS_TABS, SettingsPage } from './pages/settings.page'
import { SignInPage } from './pages/sign-in.page'

for (const tab of SETTINGS_TABS) {
  test(`axe finds nothing on settings, ${tab}`, async ({ page }) => {
    await new SettingsPage(page).open(tab)
    await expectAccessible(page)
    await page.emulateMedia({ colorScheme: 'dark' })
    await page.setViewportSize({ width: 390, height: 844 })
    await expectAccessible(page)
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(overflow).toBe(0)
  })
}

test('somebody is invited, joins, gets another role and is removed', async ({ page, browser }) => {
  const settings = new SettingsPage(page)
  const email = `grace-${freshTag()}@example.com`
  await settings.open('members')
  const link = await settings.invite(email, 'Viewer')
  await expect(settings.row('Open invitations', email)).toContainText('Viewer')

  const theirs = await browser.newContext({ storageState: { cookies: [], origins: [] } })
  const theirPage = await theirs.newPage()
  await new SignInPage(theirPage).join(link, 'Grace Hopper', 'a password of her own')
  await theirPage.goto('/settings/api-keys')
  await expect(theirPage.getByRole('heading', { name: 'Only owners and admins see API keys' })).toBeVisible()

  await page.reload()
  const row = settings.row('Members', email)
  await expect(settings.row('Open invitations', email)).toHaveCount(0)
  await row.getByRole('combobox', { name: 'Role of Grace Hopper' }).click()
  await page.getByRole('option', { name: 'Admin' }).click()
  await expect(row.getByRole('combobox')).toHaveText('Admin')
  await expect(async () => {
    await theirPage.goto('/settings/api-keys')
    await expect(theirPage.getByRole('button', { name: 'Create key' })).toBeVisible()
  }).toPass()

  await row.getByRole('button', { name: 'Remove Grace Hopper' }).click()
  await settings.confirmation.getByRole('button', { name: 'Remove' }).click()
  await expect(row).toHaveCount(0)
  // the row goes at once, the member when the server has answered
  await expect(async () => {
    await theirPage.goto('/modules')
    await expect(theirPage).toHaveURL(/\/sign-in/, { timeout: 1_000 })
  }).toPass()
  await theirs.close()
})

test('an API key is shown once, works, and stops working when it is revoked', async ({ page, playwright, baseURL }) => {
  const settings = new SettingsPage(page)
  const name = `key ${freshTag()}`
  await settings.open('api-keys')
  const key = await settings.createKey(name)
  expect(key).toMatch(/^lo_/)
  await expect(settings.row('API keys', name)).toBeVisible()
  expect(await page.content()).not.toContain(key)

  const program = await playwright.request.newContext({ baseURL, extraHTTPHeaders: { authorization: `Bearer ${key}` } })
  expect((await program.get('/api/v1/modules')).status()).toBe(200)
  await settings
    .row('API keys', name)
    .getByRole('button', { name: `Revoke ${name}` })
    .click()
  await settings.confirmation.getByRole('button', { name: 'Revoke' }).click()
  await expect(settings.row('API keys', name)).toContainText('Revoked')
  expect((await program.get('/api/v1/modules')).status()).toBe(401)
  await program.dispose()
})

test('a provider is stored without showing its key again, tested and removed', async ({ page }) => {
  const settings = new SettingsPage(page)
  await settings.open('providers')
  await page.getByRole('button', { name: 'Add provider' }).click()
  await settings.dialog.getByRole('combobox', { name: 'Kind' }).click()
  await page.getByRole('option', { name: 'OpenAI-compatible' }).click()
  await settings.dialog.getByLabel('Name').fill('Local')
  await settings.dialog.getByRole('button', { name: 'Connect' }).click()
  await expect(settings.dialog.getByText('An OpenAI-compatible provider needs its address.')).toBeVisible()
  await settings.dialog.getByLabel('Address').fill('http://127.0.0.1:11434/v1')
  await settings.dialog.getByLabel('API key').fill('sk-a-secret-that-nobody-sees-4711')
  await settings.dialog.getByRole('button', { name: 'Connect' }).click()
  await expect(settings.dialog.getByText(/Local (cannot be reached|took too long)/)).toBeVisible()
  await settings.dialog.getByLabel('Add a model by its id').fill('llama3.3')
  await settings.dialog.getByRole('button', { name: 'Add model' }).click()
  await settings.dialog.getByRole('button', { name: 'Save all the same' }).click()
  const row = settings.row('Providers', 'Local')
  await expect(row).toContainText('key …4711 · 1 model')
  expect(await page.content()).not.toContain('sk-a-secret')
  await row.getByRole('button', { name: 'Test Local' }).click()
  await expect(row.getByRole('alert')).toBeVisible({ timeout: 30_000 })
  await row.getByRole('button', { name: 'Remove Local' }).click()
  await settings.confirmation.getByRole('button', { name: 'Remove' }).click()
  await expect(row).toHaveCount(0)
})

test('the embedder that serves is shown, and a model that cannot be had says what to do', async ({ page }) => {
  const settings = new SettingsPage(page)
  await settings.open('embedding')
  const active = settings.row('Embedding indexes', 'Serves')
  await expect(active).toContainText(/Offline, .*Automatic/)
  await expect(active).toContainText(/\d chunks, all embedded/, { timeout: 60_000 })
  const use = page.getByRole('button', { name: 'Use this model' })
  await expect(use).toBeDisabled()
  await page.getByRole('combobox', { name: 'What embeds' }).click()
  await page.getByRole('option', { name: /inside Loadout/ }).click()
  await expect(page.getByText('npm install --no-save @huggingface/transformers@')).toBeVisible()
  await page.getByLabel('Model', { exact: true }).fill('org/missing')
  await page.getByRole('button', { name: 'Test' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'need @huggingface/transformers' })).toBeVisible()
  await use.click()
  await expect(page.getByRole('alert').filter({ hasText: 'need @huggingface/transformers' })).toHaveCount(2)
  await expect(active).toContainText('Offline')
})

test('a policy is changed, used, and taken back', async ({ page }) => {
  const settings = new SettingsPage(page)
  await settings.open('policy')
  const field = page.getByLabel('Half-life of recency')
  const before = await field.inputValue()
  await field.fill('365')
  const why = `Old modules stay good for ${freshTag()}`
  const changes = page.getByRole('list', { name: 'Changes' })
  await expect(changes.filter({ hasText: 'Half-life of recency' })).toBeVisible()
  await page.getByRole('button', { name: 'Save…' }).click()
  await page.getByLabel('What changes, and why').fill(why)
  await page.getByRole('button', { name: 'Save and use' }).click()
  const row = settings.row('Versions', why)
  await expect(row).toContainText('In use')
  await page.reload()
  await expect(field).toHaveValue('365')
  await settings.row('Versions', 'v1').getByRole('button', { name: 'Use version 1' }).click()
  await expect(field).toHaveValue(before)
})

test('what a setting of the cleaner would leave out is shown before it is used', async ({ page, api }) => {
  const id = `noise-${freshTag()}`
  const source = `# Well\n\n<!-- who reads this -->\n\nThe pump of ${id} runs at night.\n`
  await api.post('/api/v1/modules', { data: { id, source } })
  const settings = new SettingsPage(page)
  await settings.open('cleaner')
  await expect(settings.row('Modules prepared by this setting', 'all prepared by it')).toBeVisible({ timeout: 60_000 })
  await page.getByLabel('Module', { exact: true }).fill(id)
  const text = page.getByRole('region', { name: /struck through/ })
  await expect(text.locator('del')).toHaveText('<!-- who reads this -->')
  await expect(page.getByText(/\d+ tokens of \d+ are left out/)).toBeVisible()

  await page.getByRole('checkbox', { name: 'Comments' }).click()
  await expect(text.locator('del')).toHaveCount(0)
  await expect(page.getByText('Comments: 1 place')).toContainText('kept')
  await expect(page.getByText(/modules? will be cut and indexed anew/)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Use this setting' })).toBeEnabled()
  await page.getByRole('button', { name: 'Reset' }).click()
  await expect(page.getByRole('button', { name: 'Use this setting' })).toBeDisabled()
})

test('what is done stands in the audit log', async ({ page }) => {
  const settings = new SettingsPage(page)
  const name = `audited ${freshTag()}`
  await settings.open('api-keys')
  await settings.createKey(name)
  await settings.open('audit-log')
  const entry = settings.row('Audit log', name)
  await expect(entry).toContainText('API key created')
  await expect(entry).toContainText(`name: ${name}`)
  await entry.getByRole('button', { name: /Details of entry/ }).click()
  await expect(entry).toContainText('In a session, from ')
  await entry.getByRole('button', { name: 'all entries of it' }).click()
  await expect(page.getByText('1 entry, newest first')).toBeVisible()
  await expect(page).toHaveURL(/what=apiKey/)
  await page.getByRole('button', { name: 'Show entries of everything' }).click()

  await page.getByRole('button', { name: 'Check the log' }).click()
  await expect(page.getByText(/^The log is intact: \d+ entries checked, /)).toBeVisible()
})

test('retention says what would go before it is saved, and what went stands in the audit log', async ({ page }) => {
  const settings = new SettingsPage(page)
  await settings.open('retention')
  const contexts = page.getByRole('combobox', { name: 'Keep: Contexts' })
  await expect(contexts).toHaveText('For ever')
  await contexts.click()
  await page.getByRole('option', { name: '2 years' }).click()
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Retention is saved')).toBeVisible()
  await page.reload()
  await expect(contexts).toHaveText('2 years')
  await page.getByRole('link', { name: 'audit log', exact: true }).click()
  const entry = settings.row('Audit log', 'Retention changed')
  await expect(entry.first()).toContainText('compositions: none → 730')

  await settings.open('retention')
  await contexts.click()
  await page.getByRole('option', { name: 'For ever' }).click()
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Retention is saved')).toBeVisible()
})

test('a key that is shown once stays until Done, and is copied on a page without TLS', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  // browsers have no clipboard to write to there
  await page.addInitScript(() => Object.defineProperty(Navigator.prototype, 'clipboard', { value: undefined }))
  await new SettingsPage(page).open('api-keys')
  await page.getByRole('button', { name: 'Create key' }).click()
  const name = freshTag()
  await page.getByRole('dialog').getByLabel('Name').fill(name)
  await page.getByRole('dialog').getByRole('button', { name: 'Create key' }).click()
  const shown = page.getByRole('dialog', { name: `Copy the key “${name}”` })
  await expect(shown).toBeVisible()
  await page.keyboard.press('Escape')
  await page.mouse.click(5, 5)
  await shown.getByRole('button', { name: 'Copy the example' }).click()
  await expect(shown.getByText('Copied')).toBeAttached()
  await shown.getByRole('button', { name: 'Done' }).click()
  await expect(shown).toHaveCount(0)
  await page.getByRole('button', { name: 'Create key' }).click()
  await page.getByRole('dialog').getByLabel('Name').press('ControlOrMeta+v')
  await expect(page.getByRole('dialog').getByLabel('Name')).toHaveValue(/^curl .*Bearer/)
})
