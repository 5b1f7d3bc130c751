import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, expectAccessible, expectAccessibleInBothThemes, test } from './fixtures'
import { freshTag } from './fresh-tag'
import { ModulesPage } from './pages/modules.page'

const moduleFile = (name: string, body: string, category = 'e2e') =>
  `---\nname: ${name}\ncategory: ${category}\ntags: [e2e]\n---\n\n# ${name}\n\n${body}\n`

test('files are imported with a result each; the same files again are unchanged', async ({ page }) => {
  const modules = new ModulesPage(page)
  await modules.goto()
  const tag = freshTag()
  const harbor = `e2e-${tag}.md`
  const files = [
    { name: harbor, content: moduleFile(`Harbor ${tag}`, 'Ships wait outside the breakwater for a pilot.') },
    { name: 'e2e-broken.md', content: '---\nname: "unclosed\n---\nBody' },
    { name: 'e2e-notes.csv', content: 'no, text' },
    { name: `e2e-${tag}-barges.txt`, content: 'Barges wait inside it.' },
  ]
  await modules.importFiles(files)
  await expect(modules.importPanel.getByRole('heading', { name: 'Import these files?' })).toBeVisible()
  await expect(modules.result(harbor)).toContainText('new')
  await expectAccessibleInBothThemes(page)
  await modules.confirmImport()
  await expect(modules.importPanel.getByRole('heading', { name: 'Import finished' })).toBeVisible()
  await expect(modules.result(harbor)).toContainText('created')
  await expect(modules.result('e2e-broken.md')).toContainText('not valid YAML')
  await expect(modules.result('e2e-notes.csv')).toContainText('Only .md')
  await expect(modules.result(`e2e-${tag}-barges.txt`)).toContainText('created')
  await expect(modules.row(`Harbor ${tag}`)).toBeVisible()

  await modules.closeImport()
  await modules.importFiles(files.slice(0, 1))
  await expect(modules.result(harbor)).toContainText('the same')
  await expect(modules.importPanel.getByRole('button', { name: 'Nothing to import' })).toBeDisabled()
})

test('an import goes on while another screen is open, and who would leave the page is asked', async ({ page }) => {
  const modules = new ModulesPage(page)
  await modules.goto()
  const tag = freshTag()
  const sent = Promise.withResolvers<void>()
  const goOn = Promise.withResolvers<void>()
  await page.route('**/api/v1/modules/import', async (route) => {
    if (route.request().postDataJSON().dryRun !== true) {
      sent.resolve()
      await goOn.promise
    }
    await route.continue()
  })
  await modules.importFiles([{ name: `${tag}.md`, content: moduleFile(`Kept ${tag}`, 'It is imported all the same.') }])
  await modules.confirmImport()
  await sent.promise

  await page.getByRole('link', { name: 'Budget', exact: true }).click()
  await expect(page.getByText('Importing 1 file: 0 done')).toBeVisible()
  const asked = page.waitForEvent('dialog')
  const leaving = page.goto('about:blank').catch(() => undefined)
  const dialog = await asked
  expect(dialog.type()).toBe('beforeunload')
  await dialog.dismiss()
  await leaving

  goOn.resolve()
  await expect(page.getByText('Import finished')).toBeVisible()
  await page.getByRole('button', { name: 'Show' }).click()
  await expect(modules.importPanel.getByRole('heading', { name: 'Import finished' })).toBeVisible()
  await expect(modules.importPanel).toContainText('1 module is published, and found from now on.')
  await expect(page.getByRole('row').filter({ hasText: `Kept ${tag}` })).toBeVisible()
})

test('the plan says what an import would do, and any browser can undo it', async ({ page, api }) => {
  const modules = new ModulesPage(page)
  await modules.goto()
  const tag = freshTag()
  const [pierId, copyId, ruleId] = [`pier-${tag}`, `copy-${tag}`, `rule-${tag}`]
  const moored = moduleFile('Pier', `Moor at the ${tag}.`)
  const first = [{ name: `${pierId}.md`, content: moored }]
  await modules.importFiles(first)
  await modules.confirmImport()
  await expect(modules.result(`${pierId}.md`)).toContainText('created')
  await modules.closeImport()

  await modules.importFiles([
    { name: `${pierId}.md`, content: moduleFile('Pier', `Moor beside the ${tag}.`) },
    { name: `${copyId}.md`, content: moored },
    { name: `${ruleId}.mdc`, content: `---\nalwaysApply: true\n---\n\nAlways say the ${tag}.\n` },
  ])
  await expect(modules.importPanel.getByRole('heading', { name: 'Import these files?' })).toBeVisible()
  await expect(modules.importPanel).toContainText('1 file will be sent with every question')
  await expect(modules.importPanel.getByRole('listitem').first()).toContainText(`${copyId}.md`)
  await expect(modules.result(`${copyId}.md`)).toContainText(`Has the same text as ${pierId}`)
  await modules.importPanel.getByRole('button', { name: '1 changed' }).click()
  await expect(modules.importPanel.getByRole('listitem')).toHaveCount(1)
  await modules.importPanel.getByRole('button', { name: 'Publish 2 files' }).click()
  await expect(modules.importPanel.getByRole('heading', { name: 'Import finished' })).toBeVisible()

  // nothing of it is kept in the browser
  await page.evaluate(() => localStorage.clear())
  await page.reload()
  await modules.openLastImports()
  const past = modules.pastImport(pierId)
  await expect(past).toContainText('1 created, 1 updated')
  await expectAccessibleInBothThemes(page)
  await past.getByRole('button', { name: 'Show modules' }).click()
  await expect(past.getByRole('listitem').first()).toContainText(`${pierId}version 2`)
  await past.getByRole('button', { name: 'Undo' }).click()
  await expect(past).toContainText('2 modules are as before the import')
  await expect(past).toContainText('Undone by')
  await expect(past.getByRole('button', { name: 'Undo' })).toHaveCount(0)
  const pier = await (await api.get(`/api/v1/modules/${pierId}`)).json()
  expect(pier.body).toContain(`Moor at the ${tag}.`)
  expect((await (await api.get(`/api/v1/modules/${ruleId}`)).json()).status).toBe('archived')
})

test('what was undone is imported again, with the buttons of the plan in sight on a phone', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 700 })
  const modules = new ModulesPage(page)
  await modules.goto()
  const tag = freshTag()
  const files = [
    { name: `${tag}-often.mdc`, content: `---\nalwaysApply: true\n---\nKept short ${tag}.` },
    { name: `${tag}-rule.mdc`, content: `---\nglobs: src/**\n---\nOnly there ${tag}.` },
    { name: `${tag}.md`, content: moduleFile(`Again ${tag}`, 'It comes and goes.') },
  ]
  await modules.importFiles(files)
  await expect(modules.importPanel.getByText('1 file will be sent with every question')).toBeVisible()
  await expect(modules.importPanel.getByText('1 file will not be found by searching')).toBeVisible()
  await expect(modules.importPanel.getByRole('button', { name: 'Publish 3 files' })).toBeInViewport({ ratio: 1 })
  await expectAccessible(page)
  await modules.confirmImport()
  await modules.importPanel.getByRole('button', { name: 'Undo this import' }).click()
  await expect(modules.importPanel.getByRole('heading', { name: 'Import undone' })).toBeVisible()
  await modules.closeImport()

  await modules.importFiles(files)
  const back = modules.importPanel.getByRole('checkbox', { name: 'Bring back 3 modules that are archived' })
  await back.click()
  await expect(modules.importPanel.getByRole('button', { name: 'Nothing to import' })).toBeDisabled()
  await back.click()
  await modules.confirmImport()
  await expect(modules.result(`${tag}.md`)).toContainText('updated')
  await expect(modules.importPanel).toContainText(
    '3 modules are published: 1 is found from now on, 2 not by searching.',
  )
  // what is always sent would stand in the contexts of other journeys
  await modules.importPanel.getByRole('button', { name: 'Undo this import' }).click()
  await expect(modules.importPanel.getByRole('heading', { name: 'Import undone' })).toBeVisible()
})

test('an import is kept as drafts, with category and tags from its folders', async ({ page, api }, { outputDir }) => {
  const tag = freshTag()
  const folder = join(outputDir, 'knots')
  await mkdir(join(folder, 'loops'), { recursive: true })
  await writeFile(join(folder, 'loops', `${tag}.md`), `# Perfection loop\n\nA knot for ${tag}.\n`)
  const modules = new ModulesPage(page)
  await modules.goto()
  await modules.importFolder(folder)
  await modules.importPanel.getByLabel('Category: the folder a file is in').click()
  await modules.importPanel.getByLabel('Tags: the folders above it').click()
  await modules.importPanel.getByLabel('Keep as drafts').click()
  await modules.importPanel.getByRole('button', { name: 'Keep 1 file as a draft' }).click()
  await expect(modules.importPanel).toContainText('1 module is kept as a draft: publish it to have it found.')
  const { status, draft } = await (await api.get(`/api/v1/modules/knots-loops-${tag}`)).json()
  expect(status).toBe('draft')
  expect(draft.source).toContain('category: loops')
  expect(draft.source).toContain('tags: [knots]')
  await modules.importPanel.getByRole('button', { name: 'Undo this import' }).click()
  await expect(modules.importPanel).toContainText('1 module is as before the import')
})

test('a folder is picked and files are dropped: each has its path', async ({ page }, { outputDir }) => {
  const tag = freshTag()
  const dropped = { name: `${tag}.md`, content: `# Dropped\n\nLet go over the ${tag}.\n` }
  const folder = join(outputDir, 'handed-in')
  await mkdir(join(folder, 'ropes'), { recursive: true })
  await writeFile(join(folder, 'ropes', `bowline-${tag}.md`), `# Bowline\n\nA loop that does not ${tag}.\n`)
  const modules = new ModulesPage(page)
  await modules.goto()
  await modules.importFolder(folder)
  await modules.confirmImport()
  await expect(modules.result(`handed-in/ropes/bowline-${tag}.md`)).toContainText('created')
  await modules.closeImport()

  await modules.dragOver(dropped)
  await expect(page.getByText('Drop to import')).toBeVisible()
  await modules.drop(dropped)
  await expect(page.getByText('Drop to import')).toHaveCount(0)
  await modules.confirmImport()
  await expect(modules.result(dropped.name)).toContainText('created')
})

test.describe('when the connection breaks', () => {
  test.use({ expectedErrors: /Failed to load resource/ })
  test('a search says so instead of waiting, and goes on by itself when it is back', async ({ page, context }) => {
    const modules = new ModulesPage(page)
    await modules.goto()
    const found = page.getByText(/^[\d,]+ modules? found$/)
    // the page came from the server: only an answer to what is typed shows that it works
    await expect(async () => {
      await modules.searchBox.fill('')
      await modules.searchBox.fill('token budget')
      await expect(found).toBeVisible()
    }).toPass()
    await context.setOffline(true)
    await modules.searchBox.fill('what is a chunk')
    await expect(page.getByRole('alert').first()).toContainText('The server cannot be reached')
    await context.setOffline(false)
    await expect(found).toBeVisible({ timeout: 60_000 })
    await expect(page.getByRole('alert').filter({ hasText: 'cannot be reached' })).toHaveCount(0)
  })

  test('an import stops, keeps what was sent, and sends the rest on retry', async ({ page }) => {
    const modules = new ModulesPage(page)
    await modules.goto()
    await page.route('**/api/v1/modules/import', (route) => route.abort())
    const tag = freshTag()
    await modules.importFiles([{ name: `${tag}.md`, content: moduleFile('Retried', `Sent ${tag} twice.`) }])
    await expect(modules.importPanel).toContainText('The server cannot be reached')
    await page.unroute('**/api/v1/modules/import')
    await modules.importPanel.getByRole('button', { name: 'Retry the file left' }).click()
    await modules.confirmImport()
    await expect(modules.result(`${tag}.md`)).toContainText('created')
  })
})
