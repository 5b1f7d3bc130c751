import { writeZip } from '../lib/schemas/zip/write-zip.fixture'
import { expect, expectAccessibleInBothThemes, test } from './fixtures'
import { createOwnWorkspace } from './own-workspace'
import { ModulesPage } from './pages/modules.page'

const markdown = (name: string, text: string) => ({ name, content: `# Birds\n\n${text}\n` })

test('an import becomes a change request, which brings its files into production', async ({ page, baseURL }) => {
  const { path, put, get } = await createOwnWorkspace(page, baseURL)
  const modules = new ModulesPage(page)
  await page.goto(path('/modules'))
  await modules.importFiles([markdown('herons.md', 'Herons eat fish.'), markdown('kites.md', 'Kites eat carrion.')])
  const panel = modules.importPanel
  await panel.getByLabel('Import as a change request').click()
  await panel.getByLabel('Title of the change request').fill('Two birds')
  await expectAccessibleInBothThemes(page)
  await panel.getByRole('button', { name: 'Propose 2 files' }).click()
  await expect(panel).toContainText('2 modules stand in #1. Production changes when it is merged.')
  await expectAccessibleInBothThemes(page)
  expect(await get('/modules?limit=10')).toMatchObject({ total: 1 })
  await panel.getByRole('link', { name: 'Open #1' }).click()
  await expect(page.getByRole('heading', { name: '#1 Two birds' })).toBeVisible()

  // where review is required, that is what the screen offers first
  await put('/review', { review: 'required' })
  await page.goto(path('/modules'))
  await modules.importFiles([markdown('wrens.md', 'Wrens eat spiders.')])
  await expect(panel.getByLabel('Import as a change request')).toBeChecked()
  await panel.getByLabel('Add them to').click()
  await page.getByRole('option', { name: '#1 Two birds' }).click()
  await panel.getByRole('button', { name: 'Propose 1 file' }).click()
  await expect(panel).toContainText('1 module stands in #1.')
  expect(await get('/change-requests/1')).toMatchObject({ edits: [{}, {}, {}] })

  await put('/review', { review: 'off' })
  await panel.getByRole('link', { name: 'Open #1' }).click()
  await page.getByRole('button', { name: 'Merge' }).click()
  await expect(page.getByText('#1 is merged, and in production')).toBeVisible()
  expect(await get('/modules?limit=10')).toMatchObject({ total: 4 })
})

test('the plan of a zip names the files whose names it does not explain', async ({ page }) => {
  await page.goto('/modules')
  // Shift-JIS
  const nameBytes = new Uint8Array([0x8e, 0xe8, 0x8f, 0x87, ...Buffer.from('.md')])
  const buffer = Buffer.from(writeZip([{ path: '', nameBytes, text: '# Birds\n\nHerons eat fish.\n' }]))
  const modules = new ModulesPage(page)
  await modules.setFiles('Files to import', { name: 'birds.zip', mimeType: 'application/zip', buffer })
  const panel = modules.importPanel
  await expect(panel.getByText('The name of 1 file may be read wrongly')).toBeVisible()
  await expectAccessibleInBothThemes(page)
})
