import { workspacePath } from '../lib/schemas/workspaces/workspace-path'
import { expect, expectAccessibleInBothThemes, test } from './fixtures'
import { freshTag } from './fresh-tag'
import { ModulesPage } from './pages/modules.page'

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
