import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, expectAccessibleInBothThemes, test } from './fixtures'
import { ModulesPage } from './pages/modules.page'

const moduleFile = (name: string, body: string, category = 'e2e') =>
  `---\nname: ${name}\ncategory: ${category}\ntags: [e2e]\n---\n\n# ${name}\n\n${body}\n`

test('files are imported with a result each; the same files again are unchanged', async ({ page }) => {
  const modules = new ModulesPage(page)
  await modules.goto()
  const files = [
    { name: 'e2e-harbor.md', content: moduleFile('Harbor rules', 'Ships wait outside the breakwater for a pilot.') },
    { name: 'e2e-broken.md', content: '---\nname: "unclosed\n---\nBody' },
    { name: 'e2e-notes.txt', content: 'not markdown' },
  ]
  await modules.importFiles(files)
  await expect(modules.importPanel.getByRole('heading', { name: 'Import finished' })).toBeVisible()
  await expect(modules.result('e2e-harbor.md')).toContainText('created')
  await expect(modules.result('e2e-broken.md')).toContainText('not valid YAML')
  await expect(modules.result('e2e-notes.txt')).toContainText('Only .md')
  await expect(modules.row('Harbor rules')).toBeVisible()

  await modules.importPanel.getByRole('button', { name: 'Close the import' }).click()
  await modules.importFiles(files.slice(0, 1))
  await expect(modules.result('e2e-harbor.md')).toContainText('unchanged')
})

test('filters and the search are in the address, and found passages are shown', async ({ page, api }) => {
  await api.post('/api/v1/modules', {
    data: { name: 'Lighthouse keeping', category: 'e2e-coast', body: '# Lamps\n\nTrim the wick of the lamp at dusk.' },
  })
  const modules = new ModulesPage(page)
  await modules.goto()
  await modules.showAll('Category')
  await modules.facet('e2e-coast').click()
  await expect(page).toHaveURL(/category=e2e-coast/)
  await expect(modules.row('Lighthouse keeping')).toBeVisible()

  await modules.searchBox.fill('trim the wick')
  await expect(page).toHaveURL(/q=trim/)
  await expect(modules.passages.getByRole('link', { name: 'Lighthouse keeping' })).toBeVisible()
  await expect(modules.passages.locator('mark').first()).toHaveText(/trim/i)

  await page.reload()
  await expect(modules.searchBox).toHaveValue('trim the wick')
  await modules.passages.getByRole('link', { name: 'Lighthouse keeping' }).click()
  await expect(page).toHaveURL(/modules\/lighthouse-keeping\?tab=chunks/)
})

test('the list works by keyboard alone', async ({ page, api }) => {
  for (const name of ['Keyboard one', 'Keyboard two']) {
    await api.post('/api/v1/modules', { data: { name, category: 'e2e-keys', body: 'Body' } })
  }
  const modules = new ModulesPage(page)
  await modules.goto('?category=e2e-keys&sort=name')
  await expect(modules.row('Keyboard two')).toBeVisible()
  await expect(async () => {
    await page.keyboard.press('/')
    await expect(modules.searchBox).toBeFocused({ timeout: 500 })
  }).toPass()
  await page.keyboard.press('Escape')
  await page.keyboard.press('j')
  await expect(page.getByRole('link', { name: 'Keyboard one', exact: true })).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('link', { name: 'Keyboard two', exact: true })).toBeFocused()
  await page.keyboard.press('x')
  await expect(modules.bulkBar).toContainText('1 module selected')
  await page.keyboard.press('k')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/modules\/keyboard-one/)
})

test('modules are archived together, and brought back', async ({ page, api }) => {
  await api.post('/api/v1/modules', { data: { name: 'Short lived', category: 'e2e-archive', body: 'Body' } })
  const modules = new ModulesPage(page)
  await modules.goto('?category=e2e-archive')
  await modules.row('Short lived').getByRole('checkbox').click()
  await modules.bulkBar.getByRole('button', { name: 'Archive' }).click()
  await expect(modules.row('Short lived')).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(modules.row('Short lived')).toBeVisible()
})

test('a folder is picked and files are dropped: each has its path', async ({ page }, { outputDir }) => {
  const folder = join(outputDir, 'handed-in')
  await mkdir(join(folder, 'ropes'), { recursive: true })
  await writeFile(join(folder, 'ropes', 'bowline.md'), '# Bowline\n\nA loop that does not slip.\n')
  const modules = new ModulesPage(page)
  await modules.goto()
  await modules.importFolder(folder)
  await expect(modules.result('handed-in/ropes/bowline.md')).toContainText('created')
  await modules.importPanel.getByRole('button', { name: 'Close the import' }).click()

  await modules.dragOver({ name: 'e2e-dropped.md', content: '# Dropped\n\nLet go over the page.\n' })
  await expect(page.getByText('Drop to import')).toBeVisible()
  await modules.drop({ name: 'e2e-dropped.md', content: '# Dropped\n\nLet go over the page.\n' })
  await expect(page.getByText('Drop to import')).toHaveCount(0)
  await expect(modules.result('e2e-dropped.md')).toContainText('created')
})

test('modules are tagged together', async ({ page, api }) => {
  for (const name of ['Tagged one', 'Tagged two']) {
    await api.post('/api/v1/modules', { data: { name, category: 'e2e-tagging', tags: ['old'], body: 'Body' } })
  }
  const modules = new ModulesPage(page)
  await modules.goto('?category=e2e-tagging')
  for (const name of ['Tagged one', 'Tagged two']) await modules.row(name).getByRole('checkbox').click()
  await modules.changeTags('Add', 'e2e-new')
  await expect(page.getByText('Tags of 2 modules changed')).toBeVisible()
  await modules.changeTags('Remove', 'old')
  await expect(async () => {
    const { items } = await (await api.get('/api/v1/modules?category=e2e-tagging')).json()
    expect(items.map(({ tags }: { tags: string[] }) => tags)).toEqual([['e2e-new'], ['e2e-new']])
  }).toPass()
})

test.describe('when the connection breaks', () => {
  test.use({ expectedErrors: /Failed to load resource/ })
  test('an import stops, keeps what was sent, and sends the rest on retry', async ({ page }) => {
    const modules = new ModulesPage(page)
    await modules.goto()
    await page.route('**/api/v1/modules/import', (route) => route.abort())
    await modules.importFiles([{ name: 'e2e-retry.md', content: moduleFile('Retried', 'Sent twice.') }])
    await expect(modules.importPanel).toContainText('The server cannot be reached')
    await page.unroute('**/api/v1/modules/import')
    await modules.importPanel.getByRole('button', { name: 'Retry 1 left' }).click()
    await expect(modules.result('e2e-retry.md')).toContainText('created')
  })
})

test('the palette finds a module, and ? lists the shortcuts', async ({ page, api }) => {
  await api.post('/api/v1/modules', { data: { name: 'Palette target', body: 'Body' } })
  const modules = new ModulesPage(page)
  await modules.goto()
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Search and commands' }).fill('palette target')
  await page.getByRole('option', { name: /Palette target/ }).click()
  await expect(page).toHaveURL(/modules\/palette-target/)
  await page.getByRole('tab', { name: 'Front matter' }).focus()
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
})

test.describe('axe finds nothing', () => {
  test('on the list with a selection', async ({ page, api }) => {
    const name = 'Seen by axe'
    await api.post('/api/v1/modules', { data: { name, category: 'e2e-axe', tags: ['a'], body: '# A\n\nText' } })
    const modules = new ModulesPage(page)
    await modules.goto('?category=e2e-axe')
    await modules.row(name).getByRole('checkbox').click()
    await expect(modules.bulkBar).toBeVisible()
    await expectAccessibleInBothThemes(page)
  })

  test('on found passages', async ({ page }) => {
    const modules = new ModulesPage(page)
    await modules.goto('?q=how+does+chunking+work')
    await expect(modules.passages.getByRole('listitem').first()).toBeVisible()
    await expectAccessibleInBothThemes(page)
  })

  test('on a phone, with the menu open', async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 })
    await new ModulesPage(page).goto()
    await page.getByRole('button', { name: 'Open the menu' }).click()
    await expect(page.getByRole('dialog', { name: 'Menu' })).toBeVisible()
    await expectAccessibleInBothThemes(page)
  })
})
