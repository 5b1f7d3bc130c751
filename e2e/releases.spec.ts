import { workspacePath } from '../lib/schemas/workspace-path'
import { expect, test } from './fixtures'
import { freshTag } from './fresh-tag'

test('a release with an older version is made, asked and deleted', async ({ page, context }) => {
  test.setTimeout(180_000)
  const tag = freshTag()
  const slug = `releases-${tag}`
  await page.goto(workspacePath('default', '/settings/about'))
  await page.getByRole('button', { name: 'New workspace' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill(`Releases ${tag}`)
  await dialog.getByRole('button', { name: 'Create workspace' }).click()
  await expect(page).toHaveURL(workspacePath(slug, '/modules'))
  const headers = { 'x-loadout-workspace': slug, origin: new URL(page.url()).origin }
  for (const food of ['fish', 'frogs']) {
    const files = [{ path: 'herons.md', content: `# Herons\n\nHerons eat ${food}.\n` }]
    const response = await context.request.post('/api/v1/modules/import', { headers, data: { files } })
    expect(response.ok()).toBe(true)
  }

  await page.goto(workspacePath(slug, '/retrieval?q=What+do+herons+eat'))
  await expect(page.getByText('Herons eat frogs.').first()).toBeVisible()
  // with production alone there is nothing to choose
  await expect(page.getByRole('combobox', { name: 'Release' })).toHaveCount(0)

  await page.goto(workspacePath(slug, '/settings/releases'))
  await page.getByRole('button', { name: 'Create release' }).click()
  await dialog.getByLabel('Name').fill('Before')
  await dialog.getByRole('button', { name: 'Create release' }).click()
  await page.getByRole('button', { name: 'Differences of Before' }).click()
  await expect(page.getByText('It holds what production holds.')).toBeVisible()
  await page.getByLabel('Module').fill('herons')
  await page.getByLabel('Version').fill('1')
  await page.getByRole('button', { name: 'Set', exact: true }).click()
  const differences = page.getByRole('list', { name: 'Differences of Before' })
  await expect(differences).toContainText('version 1, version 2 in production')

  await page.goto(workspacePath(slug, '/retrieval?q=What+do+herons+eat'))
  await page.getByRole('combobox', { name: 'Release' }).click()
  await page.getByRole('option', { name: 'Before' }).click()
  await expect(page.getByText('Herons eat fish.').first()).toBeVisible()
  await expect(page.getByText('Herons eat frogs.')).toHaveCount(0)

  await page.goto(workspacePath(slug, '/settings/releases'))
  await page.getByRole('button', { name: 'Delete Before' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
  await expect(page.getByRole('list', { name: 'Releases', exact: true }).getByRole('listitem')).toHaveCount(1)
})
