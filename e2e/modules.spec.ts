import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { workspacePath } from '../lib/schemas/workspaces/workspace-path'
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
  await expect(modules.importPanel.getByRole('heading', { name: 'Import 4 files?' })).toBeVisible()
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
  await expect(modules.importPanel.getByRole('heading', { name: 'Import 3 files?' })).toBeVisible()
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
  await expect(modules.importPanel).toContainText('3 modules are published, and found from now on.')
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

test('filters and the search are in the address, and found passages are shown', async ({ page, api }) => {
  const tag = freshTag()
  const name = `Lighthouse ${tag}`
  await api.post('/api/v1/modules', {
    data: { name, category: tag, body: `# Lamps\n\nTrim the wick of the ${tag} at dusk.` },
  })
  const modules = new ModulesPage(page)
  await modules.goto()
  await modules.showAll('Category')
  await modules.facet(tag).click()
  await expect(page).toHaveURL(new RegExp(`category=${tag}`))
  await expect(modules.row(name)).toBeVisible()

  await modules.searchBox.fill(`trim the ${tag}`)
  await expect(page).toHaveURL(/q=trim/)
  await expect(page.getByText('1 module found')).toBeVisible()
  await expect(page.getByRole('rowheader', { name: 'In the text 1' })).toBeVisible()
  await expect(modules.row(name).locator('mark').first()).toHaveText(/trim/i)
  await expect(modules.facet(tag)).toHaveText(new RegExp(`${tag}\\s*1$`))
  await expect(page.getByText('Counts are of what the search finds.')).toBeVisible()

  await page.reload()
  await expect(modules.searchBox).toHaveValue(`trim the ${tag}`)
  await expect(modules.row(name)).toBeVisible()
  await modules.searchBox.press('ArrowDown')
  await expect(page.getByRole('link', { name, exact: true })).toBeFocused()
  await page.getByRole('link', { name, exact: true }).click()
  await expect(page).toHaveURL(new RegExp(`modules/lighthouse-${tag}\\?tab=chunks`))
})

test('a search is one list: names first, then texts, and a filter leaves what it has counted', async ({
  page,
  api,
}) => {
  const tag = freshTag()
  const [named, inText, described] = [`Wharf ${tag}`, `Mooring ${tag.slice(0, 3)}`, `Bollard ${tag.slice(0, 3)}`]
  await api.post('/api/v1/modules', { data: { id: `a-${tag}`, name: described, tags: [tag], body: 'Iron.' } })
  await api.post('/api/v1/modules', {
    data: { id: `b-${tag.slice(0, 4)}-text`, name: inText, body: `Made fast to the ${tag} by two lines.` },
  })
  await api.post('/api/v1/modules', { data: { id: `c-${tag.slice(0, 4)}-name`, name: named, body: 'Planks.' } })
  const modules = new ModulesPage(page)
  await modules.goto(`?q=${tag}`)
  await expect(page.getByRole('rowheader', { name: 'In the name 1' })).toBeVisible()
  const links = page.locator('[data-row-link]')
  await expect(links.nth(0)).toHaveText(named)
  await expect(modules.row(described)).toBeVisible()

  await expect(page.getByText('Counts are of what the search finds.')).toBeVisible()
  const filter = modules.facet('semantic')
  const counted = Number(/(\d+)$/.exec((await filter.textContent()) ?? '')?.[1])
  await filter.click()
  await expect(page).toHaveURL(/activation=semantic/)
  await expect(page.getByText(new RegExp(`^${counted} modules? found$`))).toBeVisible()
  await expect(links).toHaveCount(counted)
})

test('the list works by keyboard alone', async ({ page, api }) => {
  const category = freshTag()
  const [first, second] = [`Keyboard ${category} one`, `Keyboard ${category} two`]
  for (const name of [first, second]) {
    await api.post('/api/v1/modules', { data: { name, category, body: 'Body' } })
  }
  const modules = new ModulesPage(page)
  await modules.goto(`?category=${category}&sort=name`)
  await expect(modules.row(second)).toBeVisible()
  await expect(async () => {
    await page.keyboard.press('/')
    await expect(modules.searchBox).toBeFocused({ timeout: 500 })
  }).toPass()
  await page.keyboard.press('Escape')
  await page.keyboard.press('j')
  await expect(page.getByRole('link', { name: first, exact: true })).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('link', { name: second, exact: true })).toBeFocused()
  await page.keyboard.press('x')
  await expect(modules.bulkBar).toContainText('1 module selected')
  await page.keyboard.press('k')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(`modules/keyboard-${category}-one`))
})

test('modules are archived together, and brought back', async ({ page, api }) => {
  const category = freshTag()
  const name = `Short lived ${category}`
  await api.post('/api/v1/modules', { data: { name, category, body: 'Body' } })
  const modules = new ModulesPage(page)
  await modules.goto(`?category=${category}`)
  await modules.row(name).getByRole('checkbox').click()
  await modules.bulkBar.getByRole('button', { name: 'Archive', exact: true }).click()
  await expect(modules.row(name)).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(modules.row(name)).toBeVisible()
})

test('category, priority and activation of several modules are changed together', async ({ page, api }) => {
  const category = freshTag()
  const names = ['one', 'two'].map((number) => `Together ${number} ${category}`)
  for (const name of names) await api.post('/api/v1/modules', { data: { name, category, body: 'Body' } })
  const modules = new ModulesPage(page)
  await modules.goto(`?category=${category}`)
  for (const name of names) await modules.row(name).getByRole('checkbox').click()
  await modules.bulkBar.getByRole('button', { name: 'Edit' }).click()
  const form = page.getByRole('dialog', { name: 'Edit the selected modules' })
  await expect(form.getByRole('button', { name: 'Change' })).toBeDisabled()
  await form.getByLabel('Priority').click()
  await page.getByRole('option', { name: 'High' }).click()
  await form.getByLabel('Activation').click()
  await expect(page.getByRole('option', { name: 'Rule' })).toHaveCount(0)
  await page.getByRole('option', { name: 'Manual' }).click()
  await expect(form).toContainText('Only when it is pinned.')
  await form.getByRole('button', { name: 'Change' }).click()
  await expect(page.getByText('2 modules changed')).toBeVisible()
  for (const name of names) await expect(modules.row(name)).toContainText(/high.*manual/i)
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

test('modules are tagged together', async ({ page, api }) => {
  const category = freshTag()
  const names = [`Tagged ${category} one`, `Tagged ${category} two`]
  for (const name of names) {
    await api.post('/api/v1/modules', { data: { name, category, tags: ['old'], body: 'Body' } })
  }
  const modules = new ModulesPage(page)
  await modules.goto(`?category=${category}`)
  for (const name of names) await modules.row(name).getByRole('checkbox').click()
  await modules.changeTags('Add', 'e2e-new')
  await expect(page.getByText('2 modules changed').first()).toBeVisible()
  await modules.changeTags('Remove', 'old')
  await expect(async () => {
    const { items } = await (await api.get(`/api/v1/modules?category=${category}`)).json()
    expect(items.map(({ tags }: { tags: string[] }) => tags)).toEqual([['e2e-new'], ['e2e-new']])
  }).toPass()
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

test('the palette finds a module, and ? lists the shortcuts', async ({ page, api }) => {
  const name = `Palette ${freshTag()}`
  await api.post('/api/v1/modules', { data: { name, body: 'Body' } })
  const modules = new ModulesPage(page)
  await modules.goto()
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Search and commands' }).fill(name.toLowerCase())
  await page.getByRole('option', { name }).click()
  await expect(page).toHaveURL(new RegExp(`modules/${name.toLowerCase().replace(' ', '-')}`))
  await page.getByRole('tab', { name: 'Front matter' }).focus()
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
})

test('the palette finds a page of the settings by what people call it, and the theme', async ({ page }) => {
  await new ModulesPage(page).goto()
  const field = page.getByRole('combobox', { name: 'Search and commands' })
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('option', { name: 'API keys' })).toHaveCount(0)
  await field.fill('rename workspace')
  await page.getByRole('option', { name: 'Workspace', exact: true }).click()
  await expect(page).toHaveURL(/settings\/workspace$/)
  await expect(page.getByRole('textbox', { name: 'Name' })).toBeVisible()
  await page.keyboard.press('Control+k')
  await field.fill('dark mode')
  await page.getByRole('option', { name: 'Theme: dark' }).click()
  await expect(page.locator('html')).toHaveClass(/dark/)
})

test.describe('axe finds nothing', () => {
  test('on the list with a selection', async ({ page, api }) => {
    const category = freshTag()
    const name = `Seen by ${category}`
    await api.post('/api/v1/modules', { data: { name, category, tags: ['a'], body: '# A\n\nText' } })
    const modules = new ModulesPage(page)
    await modules.goto(`?category=${category}`)
    await modules.row(name).getByRole('checkbox').click()
    await expect(modules.bulkBar).toBeVisible()
    await expectAccessibleInBothThemes(page)
  })

  test('on found passages', async ({ page }) => {
    const modules = new ModulesPage(page)
    await modules.goto('?q=how+does+chunking+work')
    await expect(page.getByRole('rowheader', { name: 'In the text' })).toBeVisible()
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

test('dialogs give the focus back to what had it', async ({ page }) => {
  await page.goto(workspacePath('default', '/modules'))
  const button = page.getByRole('button', { name: 'New module' })
  await button.focus()
  for (const keys of ['Enter', 'ControlOrMeta+k']) {
    await page.keyboard.press(keys)
    const dialog = page.getByRole('dialog')
    await expect(dialog).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(dialog).toHaveCount(0)
    await expect(button).toBeFocused()
  }
})
