import { expect, expectAccessible, expectAccessibleInBothThemes, test } from './fixtures'
import { freshTag } from './fresh-tag'
import { createOwnWorkspace } from './own-workspace'
import { SignInPage } from './pages/sign-in.page'

test('production is promoted into a protected release, reviewed by another member, merged and taken back', async ({
  page,
  browser,
  baseURL,
}) => {
  test.setTimeout(240_000)
  const { path, post, put } = await createOwnWorkspace(page, baseURL)
  for (const food of ['fish', 'frogs']) {
    const content = `---\nname: Herons eat ${food}\n---\n\n# Herons\n\nHerons eat ${food}.\n`
    await post('/modules/import', { files: [{ path: 'herons.md', content }] })
  }
  const entries = [
    { moduleId: 'herons', version: 1 },
    { moduleId: 'chunks', version: null },
  ]
  await post('/releases', { id: 'staging', name: 'Staging', entries })
  await put('/releases/staging/protection', { isProtected: true })
  const invited = await post('/invitations', { email: `ann-${freshTag()}@example.com`, role: 'reviewer' })
  const theirs = await browser.newContext({ storageState: { cookies: [], origins: [] } })
  const ann = await theirs.newPage()
  await new SignInPage(ann).join((invited as { path: string }).path, 'Ann Reader', 'a password of her own')

  await page.goto(path('/settings/releases'))
  await page.getByRole('button', { name: 'More for production' }).click()
  await page.getByRole('menuitem', { name: 'Promote…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Promote production' })
  await expect(dialog.getByRole('combobox', { name: 'Into' })).toContainText('Staging')
  await expect(dialog.getByText('2 modules change in “Staging”.')).toBeVisible()
  const changing = dialog.getByRole('list', { name: 'Modules that change' })
  await expect(changing).toContainText('comes in, version 1')
  await expect(changing).toContainText('version 1 → 2')
  await expectAccessibleInBothThemes(page)
  await dialog.getByRole('button', { name: 'Open change request' }).click()

  await expect(page).toHaveURL(/\/changes\/1/)
  await expect(page.getByRole('heading', { name: /Promote production into “Staging”/ })).toBeVisible()
  await expect(page.getByText('for the release “Staging”')).toBeVisible()
  await expect(page.getByText(/It needs the approval of somebody/).first()).toBeVisible()
  await expect(page.getByRole('button', { name: 'Merge' })).toHaveAttribute('aria-disabled', 'true')
  const edits = page.getByRole('list', { name: 'Edits' })
  await edits.getByRole('button', { name: /Herons.*version 1 → 2/ }).click()
  const edit = page.getByRole('region', { name: 'Edit', exact: true })
  await expect(edit).toContainText('Herons eat fish.')
  await expect(edit).toContainText('Herons eat frogs.')
  await expectAccessible(page)
  await page.getByRole('tab', { name: 'Effect' }).click()
  await expect(page.getByRole('combobox', { name: 'Questions' })).toBeVisible()
  await page.goto(path('/changes'))
  const requests = page.getByRole('list', { name: 'Change requests' })
  await expect(requests).toContainText('into Staging')
  await page.getByRole('combobox', { name: 'Release that they go into' }).click()
  await page.getByRole('option', { name: 'Into production' }).click()
  await expect(page.getByText('No open change requests')).toBeVisible()
  await page.getByRole('combobox', { name: 'Release that they go into' }).click()
  await page.getByRole('option', { name: 'Into Staging' }).click()
  await expect(requests.getByRole('listitem')).toHaveCount(1)
  await expectAccessible(page)

  await ann.goto(path('/changes/1'))
  await ann.getByRole('button', { name: 'Review', exact: true }).click()
  await ann.getByRole('button', { name: 'Approve' }).click()
  await expect(ann.getByRole('list', { name: 'Reviews' })).toContainText('approved')
  await theirs.close()

  await page.goto(path('/changes/1'))
  await page.getByRole('button', { name: 'Merge' }).click()
  await expect(page.getByText('#1 is merged, and in “Staging”')).toBeVisible()
  await page.goto(path('/retrieval?q=What+do+herons+eat&release=staging'))
  await expect(page.getByText('Herons eat frogs').first()).toBeVisible()
  await page.goto(path('/settings/releases'))
  const row = page.getByRole('list', { name: 'Releases', exact: true }).getByRole('listitem')
  await expect(row.filter({ hasText: 'Staging' })).toContainText('as production')

  await page.goto(path('/changes/1'))
  await page.getByRole('button', { name: 'Revert' }).click()
  await expect(page).toHaveURL(/\/changes\/2/)
  await expect(page.getByText('for the release “Staging”')).toBeVisible()
  await expect(page.getByRole('list', { name: 'Edits' })).toContainText('leaves it')
})

test('a version is proposed for a protected release, and another is added to the request', async ({
  page,
  baseURL,
}) => {
  test.setTimeout(180_000)
  const { path, post, put } = await createOwnWorkspace(page, baseURL)
  for (const food of ['fish', 'frogs']) {
    const content = `---\nname: Herons eat ${food}\n---\n\n# Herons\n\nHerons eat ${food}.\n`
    await post('/modules/import', { files: [{ path: 'herons.md', content }] })
  }
  await post('/releases', { id: 'staging', name: 'Staging' })
  await put('/releases/staging/protection', { isProtected: true })
  await page.goto(path('/settings/releases'))
  await page.getByRole('button', { name: 'Differences of Staging' }).click()
  await page.getByLabel('Module').fill('herons')
  await page.getByLabel('Version').fill('7')
  await page.getByRole('button', { name: 'Propose…', exact: true }).click()
  await page.getByRole('button', { name: 'Propose', exact: true }).click()
  await expect(page.getByText('There is no version 7 of the module herons.')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Cancel' }).click()
  await page.getByLabel('Version').fill('1')
  await page.getByRole('button', { name: 'Propose…', exact: true }).click()
  await page.getByRole('button', { name: 'Propose', exact: true }).click()
  await expect(page).toHaveURL(/\/changes\/1/)
  await expect(page.getByRole('heading', { name: /Version 1 of herons into “Staging”/ })).toBeVisible()
  const edits = page.getByRole('list', { name: 'Edits' })
  await expect(edits).toContainText('version 2 → 1')
  await page.getByText('Add a version').click()
  await page.getByLabel('Module').fill('chunks')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(edits.getByRole('button', { name: /Chunks leaves it/ })).toHaveAttribute('aria-current', 'true')
  await expect(page.getByText('Nothing: it leaves the release')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Remove', exact: true }).click()
  await expect(edits.getByRole('button')).toHaveCount(1)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(edits.getByRole('button')).toHaveCount(2)
})
