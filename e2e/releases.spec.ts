import { expect, test } from './fixtures'
import { createOwnWorkspace } from './own-workspace'

test('a release with an older version is made, asked and deleted', async ({ page, baseURL }) => {
  test.setTimeout(180_000)
  const workspace = await createOwnWorkspace(page, baseURL)
  for (const food of ['fish', 'frogs']) {
    // results show names
    const content = `---\nname: Herons eat ${food}\n---\n\n# Herons\n\nHerons eat ${food}.\n`
    await workspace.post('/modules/import', { files: [{ path: 'herons.md', content }] })
  }
  const asked = workspace.path('/retrieval?q=What+do+herons+eat')

  await page.goto(asked)
  await expect(page.getByText('Herons eat frogs').first()).toBeVisible()
  // with production alone there is nothing to choose
  await expect(page.getByRole('combobox', { name: 'Release' })).toHaveCount(0)

  await page.goto(workspace.path('/settings/releases'))
  await page.getByRole('button', { name: 'Create release' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Before')
  await dialog.getByRole('button', { name: 'Create release' }).click()
  await page.getByRole('button', { name: 'Differences of Before' }).click()
  await expect(page.getByText('It holds what production holds.')).toBeVisible()
  await page.getByLabel('Module').fill('herons')
  await page.getByLabel('Version').fill('1')
  await page.getByRole('button', { name: 'Set', exact: true }).click()
  const differences = page.getByRole('list', { name: 'Differences of Before' })
  await expect(differences).toContainText('version 1, version 2 in production')

  await page.goto(asked)
  await page.getByRole('combobox', { name: 'Release' }).click()
  await page.getByRole('option', { name: 'Before' }).click()
  await expect(page.getByText('Herons eat fish').first()).toBeVisible()
  await expect(page.getByText('Herons eat frogs')).toHaveCount(0)

  await page.goto(workspace.path('/settings/releases'))
  await page.getByRole('button', { name: 'Delete Before' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
  await expect(page.getByRole('list', { name: 'Releases', exact: true }).getByRole('listitem')).toHaveCount(1)
})
