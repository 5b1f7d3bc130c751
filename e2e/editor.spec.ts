import type { APIRequestContext, Locator } from '@playwright/test'
import { createModule } from './create-module'
import { expect, expectAccessibleInBothThemes, test } from './fixtures'
import { freshTag } from './fresh-tag'
import { createOwnWorkspace } from './own-workspace'
import { EditorPage } from './pages/editor.page'
import { PlaygroundPage } from './pages/playground.page'

const source = (id: string, extra = '') =>
  `---\nid: ${id}\nname: ${id}\ntags: [e2e]\nx-owner: platform\n${extra}---\n\n# Title\n\nThe first paragraph.\n`

const create = (api: APIRequestContext, id: string, extra?: string) => createModule(api, source(id, extra))

test('a draft is kept on each pause, published with a message, and found in the history', async ({ page, api }) => {
  test.slow()
  const id = freshTag()
  await create(api, id)
  const editor = new EditorPage(page)
  await editor.goto(id)
  await expect(editor.status).toContainText('tokens')
  await editor.append('\nA second paragraph.\n')
  await editor.saved()
  await page.reload()
  await expect(editor.source).toContainText('A second paragraph.')

  await editor.publish('Say more')
  await expect(page.getByText('Version 2 is published')).toBeVisible()
  await expect(editor.status).toContainText('No changes since the published version')
  await editor.openTab('History')
  await expect(page.getByRole('listitem').filter({ hasText: 'Say more' })).toContainText('Production')
  await page.getByRole('button', { name: 'Compare version 1' }).click()
  const dialog = page.getByRole('dialog', { name: 'Version 1' })
  await expect(dialog.getByRole('textbox', { name: 'Version 1' })).not.toContainText('A second paragraph.')
  await dialog.getByRole('combobox', { name: 'Compare with' }).click()
  await page.getByRole('option', { name: 'Version 2' }).click()
  await expect(dialog.getByRole('textbox', { name: 'Version 2' })).toContainText('A second paragraph.')
  await dialog.getByRole('button', { name: 'Restore version 1 into the draft' }).click()
  await expect(editor.source).not.toContainText('A second paragraph.')
  await editor.saved()
})

test('who leaves the editor by a link and comes back finds what was saved, and types on', async ({ page, baseURL }) => {
  const { path } = await createOwnWorkspace(page, baseURL)
  const editor = new EditorPage(page)
  const comeBack = async (link: Locator) => {
    await link.click()
    await page.waitForURL(/\/modules$/)
    await page.getByRole('link', { name: 'Chunks', exact: true }).click()
  }
  await page.goto(path('/modules/chunks'))
  await editor.source.waitFor()
  await editor.append('\nSaved before leaving.\n')
  await editor.saved()
  await comeBack(page.getByRole('main').getByRole('link', { name: 'Modules', exact: true }))
  await expect(editor.source).toContainText('Saved before leaving.')
  await editor.append('\nTyped after.\n')
  await editor.saved()
  await expect(page.getByRole('dialog')).toHaveCount(0)

  await page.getByRole('button', { name: 'Propose', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Title').fill('Say more of chunks')
  await dialog.getByRole('button', { name: 'Propose', exact: true }).click()
  await page.waitForURL(/changes/)
  await comeBack(page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Modules' }))
  await expect(editor.source).toContainText('A chunk is as large as 400 tokens')
  await expect(editor.source).not.toContainText('Typed after.')
})

test('the form and the front matter stay in step, and unknown keys stay', async ({ page, api }) => {
  const id = freshTag()
  await create(api, id)
  const editor = new EditorPage(page)
  await editor.goto(id)
  await page.getByLabel('Description').fill('What it is for')
  await expect(editor.source).toContainText('description: What it is for')
  await page.getByRole('combobox', { name: 'Priority' }).click()
  await page.getByRole('option', { name: 'High' }).click()
  await expect(editor.source).toContainText('priority: high')
  await expect(editor.source).toContainText('x-owner: platform')

  await editor.replaceAll(source(id).replace('tags: [e2e]', 'tags: [one, two]'))
  await expect(page.getByLabel('Tags')).toHaveValue('one, two')
  await expect(page.getByLabel('Description')).toHaveValue('')
})

test('problems are marked, and keep a module from being published', async ({ page, api }) => {
  const id = freshTag()
  await create(api, id)
  const editor = new EditorPage(page)
  await editor.goto(id)
  await editor.replaceAll('---\nname: "open\n---\nBody')
  await expect(page.locator('.cm-lint-marker-error').first()).toBeVisible()
  await expect(editor.publishButton).toHaveAttribute('aria-disabled', 'true')
  await editor.status.getByRole('button', { name: /problem/ }).click()
  await expect(page.getByRole('dialog', { name: 'Problems' })).toContainText('not valid YAML')
})

test('publishing waits for a save under way, and what is typed after it stays', async ({ page, api }) => {
  test.slow()
  const id = freshTag()
  await create(api, id)
  const editor = new EditorPage(page)
  await editor.goto(id)
  const slow = async (path: string) => {
    const [held, release] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    await page.route(
      path,
      async (route) => {
        held.resolve()
        await release.promise
        await route.continue()
      },
      { times: 1 },
    )
    return { held: held.promise, release: () => release.resolve() }
  }
  const saving = await slow(`**/api/v1/modules/${id}/draft`)
  await editor.append('\nTyped first.\n')
  await saving.held
  await editor.append('\nTyped while it is saved.\n')
  await page.keyboard.press('Control+Enter')
  saving.release()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('textbox', { name: 'This draft' })).toContainText('Typed while it is saved.')
  await dialog.getByRole('button', { name: 'Publish' }).click()
  await expect(page.getByText('Version 2 is published')).toBeVisible()
  await editor.append('\nTyped since.\n')
  await editor.saved()
  await expect(editor.source).toContainText('Typed since.')
  const { draft, body, version } = await (await api.get(`/api/v1/modules/${id}`)).json()
  expect(draft.source).toContain('Typed since.')
  expect({ body, version }).toMatchObject({ body: expect.stringContaining('Typed while it is saved.'), version: 2 })

  // a newer text of another tab is not thrown away with this one
  const source = `${draft.source}\nOf another tab.\n`
  await api.put(`/api/v1/modules/${id}/draft`, { data: { source, revision: draft.revision } })
  await page.getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('menuitem', { name: 'Discard the changes' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Discard' }).click()
  await expect(page.getByText('Somebody changed the draft')).toBeVisible()
  await page.reload()
  await expect(editor.source).toContainText('Of another tab.')
  await page.getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('menuitem', { name: 'Discard the changes' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Discard' }).click()
  await expect(editor.source).not.toContainText('Typed since.')
  await expect(editor.status).toContainText('No changes since the published version')
})

test('two tabs editing: the second sees both texts, and nothing is overwritten', async ({ page, api, context }) => {
  test.slow()
  const id = freshTag()
  await create(api, id)
  const first = new EditorPage(page)
  const second = new EditorPage(await context.newPage())
  await first.goto(id)
  await second.goto(id)
  await first.append('\nFrom the first.\n')
  await first.saved()
  await second.append('\nFrom the second.\n')
  const dialog = second.page.getByRole('dialog', { name: 'You changed this module in another tab' })
  await expect(dialog.getByRole('textbox', { name: 'Of the other tab, on the server' })).toContainText(
    'From the first.',
  )
  await expect(dialog.getByRole('textbox', { name: 'Of this tab, editable' })).toContainText('From the second.')
  await dialog.getByRole('textbox', { name: 'Of this tab, editable' }).click()
  await second.page.keyboard.press('Control+End')
  await second.page.keyboard.insertText('\nFrom both.\n')
  await dialog.getByRole('button', { name: 'Save the right side' }).click()
  await second.saved()
  const { draft } = await (await api.get(`/api/v1/modules/${id}`)).json()
  expect(draft.source).toContain('From the second.')
  expect(draft.source).toContain('From both.')
})

test('a module of more than a megabyte is edited and saved', async ({ page, api }) => {
  test.slow()
  const id = freshTag()
  const source = `# Long\n\n${'The level of the water is measured each day.\n\n'.repeat(30_000)}`
  expect((await api.post('/api/v1/modules', { data: { id, source } })).ok()).toBe(true)
  const editor = new EditorPage(page)
  await editor.goto(id)
  await editor.append('\nIt rises in spring.\n')
  await editor.saved()
  const { draft } = await (await api.get(`/api/v1/modules/${id}`)).json()
  expect(draft.source.endsWith('It rises in spring.\n')).toBe(true)
})

test.describe('without a session', () => {
  test.use({ expectedErrors: /Failed to load resource.*401/ })
  test('an expired session loses nothing that is typed', async ({ page, api, context }) => {
    const id = freshTag()
    await create(api, id)
    const editor = new EditorPage(page)
    await editor.goto(id)
    const cookies = await context.cookies()
    await context.clearCookies()
    await editor.append('\nTyped without a session.\n')
    await expect(page.getByRole('alert').filter({ hasText: 'Your session has ended' })).toBeVisible()
    await expect(page.getByRole('link', { name: 'Sign in' })).toHaveAttribute(
      'href',
      new RegExp(`next=%2Fw%2Fdefault%2Fmodules%2F${id}`),
    )

    await context.addCookies(cookies)
    await page.reload()
    await expect(editor.source).toContainText('Typed without a session.')
    await editor.saved()
  })
})

test.describe('without a connection', () => {
  test.use({ expectedErrors: /Failed to load resource|net::ERR_INTERNET_DISCONNECTED/ })
  test('what is typed is kept, and saved when the connection is back', async ({ page, api, context }) => {
    const id = freshTag()
    await create(api, id)
    const editor = new EditorPage(page)
    await editor.goto(id)
    await expect(editor.status).toContainText('tokens', { timeout: 30_000 })
    await context.setOffline(true)
    await editor.append('\nTyped without a connection.\n')
    await expect(page.getByRole('alert').filter({ hasText: 'The server cannot be reached.' })).toBeVisible()
    await context.setOffline(false)
    await editor.saved()
    const { draft } = await (await api.get(`/api/v1/modules/${id}`)).json()
    expect(draft.source).toContain('Typed without a connection.')
  })
})

test('the preview shows HTML as text, and chunks show where the text is cut', async ({ page, api }) => {
  const id = freshTag()
  await create(api, id)
  const editor = new EditorPage(page)
  await editor.goto(id, '?tab=preview')
  await editor.append(
    '\n<script>document.title = "changed"</script> <img src=x onerror="document.title=\'changed\'">\n\n## Part\n\nMore.\n',
  )
  const panel = page.getByRole('tabpanel')
  await expect(panel).toContainText('<script>')
  await expect(panel.locator('script, img')).toHaveCount(0)
  await expect(page).toHaveTitle(new RegExp(id))
  await editor.openTab('Chunks')
  await expect(panel.getByRole('listitem').first()).toContainText('tokens')
  await expect(panel).toContainText('The first paragraph.')
})

test('a link to a passage opens it by where it stands, and says when its text was cut anew', async ({ page, api }) => {
  const id = freshTag()
  const part = (topic: string) => `## ${topic}\n\n${`All that is said of the ${topic}. `.repeat(60)}`
  const body = `# Places\n\n${part('well')}\n\n${part('ford')}\n`
  await createModule(api, `---\nid: ${id}\n---\n${body}`)
  const from = body.indexOf('## ford')
  const linkTo = (start: number, end: number) => `?tab=chunks&chunk=${id}@1%230&at=${start}-${end}`
  const editor = new EditorPage(page)
  const panel = page.getByRole('tabpanel')
  await editor.goto(id, linkTo(from, from + 60))
  const named = panel.locator('li[aria-current="true"]')
  await expect(named).toContainText('All that is said of the ford')
  await expect(panel.getByRole('status')).toHaveCount(0)

  await editor.goto(id, linkTo(from, body.length - 1))
  await expect(panel.getByRole('status')).toContainText('The text was cut anew since this link was made')
  await expect(panel.getByRole('status')).toContainText('## ford')
  await expect(named).toContainText('said of the ford')

  await editor.goto(id, `?tab=chunks&chunk=${id}@1%230`)
  await expect(panel.getByRole('status')).toContainText('by its number only')
})

test('the chunks are cut as the cleaner of the workspace says', async ({ page, api }) => {
  const id = freshTag()
  await createModule(api, `---\nid: ${id}\n---\n# Title\n\n<!-- a remark -->\n\nThe first paragraph.\n`)
  const editor = new EditorPage(page)
  await editor.goto(id, '?tab=chunks')
  await expect(editor.chunk(1)).toContainText('The first paragraph.')
  await expect(editor.chunk(1)).not.toContainText('a remark')
  await page.route('**/api/v1/cleaner', (route) =>
    route.fulfill({ json: { leftOut: ['data'], modules: 1, prepared: 1, job: null } }),
  )
  await editor.goto(id, '?tab=chunks')
  await expect(editor.chunk(1)).toContainText('a remark')
})

test('deleting says first who depends on it', async ({ page, api }) => {
  const neededId = freshTag()
  const needingId = freshTag()
  await create(api, neededId)
  await create(api, needingId, `dependencies: [${neededId}]\n`)
  const editor = new EditorPage(page)
  await editor.goto(neededId, '?tab=needs')
  const neededBy = page.getByRole('list', { name: 'Needed by' })
  await expect(neededBy.getByRole('link', { name: needingId })).toBeVisible()
  await page.getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  const dialog = page.getByRole('alertdialog')
  await expect(dialog).toContainText(`1 module needs it: ${needingId}`)
  await dialog.getByRole('button', { name: 'Delete for good' }).click()
  await expect(page).toHaveURL(/\/modules$/)
  expect((await api.get(`/api/v1/modules/${neededId}`)).status()).toBe(404)
})

test('the Needs tab draws what a module needs and what needs it, over all levels', async ({ page, api }) => {
  const ids = ['base', 'middle', 'own', 'upper'].map((part) => `${freshTag()}-${part}`)
  for (const [at, id] of ids.entries()) {
    const needs = [...(at === 0 ? ['nowhere'] : ids.slice(Math.max(0, at - 1), at)), ...(at === 3 ? [ids[1]] : [])]
    await create(api, id, `dependencies: [${needs.join(', ')}]\n`)
  }
  const editor = new EditorPage(page)
  await editor.goto(ids[2]!)
  await editor.openTab('Needs')
  const picture = page.getByRole('list', { name: 'The module and its dependencies', exact: true })
  await expect(picture.getByRole('listitem')).toHaveText([ids[2]!, ids[1]!, ids[3]!, ids[0]!, /nowhere.*Missing/])
  await expectAccessibleInBothThemes(page)
  await picture.getByRole('link', { name: ids[0], exact: true }).press('Enter')
  await expect(page).toHaveURL(new RegExp(`/modules/${ids[0]}`))
})

test('axe finds nothing in the editor', async ({ page, api }) => {
  const id = freshTag()
  await create(api, id, 'activation: rule\nrules: { any: [{ tag: e2e }] }\npriority: urgent\n')
  test.slow()
  const editor = new EditorPage(page)
  await editor.goto(id)
  await expect(editor.status).toContainText('chunk', { timeout: 30_000 })
  await expectAccessibleInBothThemes(page)
  for (const tab of ['Preview', 'Chunks', 'Needs', 'History'] as const) {
    await editor.openTab(tab)
    await expect(page.getByRole('tabpanel').getByRole('status')).toHaveCount(0)
    await expectAccessibleInBothThemes(page)
  }
  await editor.append('\nMore.\n')
  await editor.saved()
  await editor.publishButton.click()
  await expect(page.getByRole('dialog').getByRole('textbox', { name: 'This draft' })).toBeVisible()
  await expectAccessibleInBothThemes(page)
})

test('a draft is asked in the playground before anybody publishes it', async ({ page, baseURL }) => {
  const { path } = await createOwnWorkspace(page, baseURL)
  await page.goto(path('/modules/chunks'))
  const editor = new EditorPage(page)
  const write = (size: number) =>
    editor.replaceAll(
      `---\nname: Chunks\n---\n\n# Chunks\n\nA chunk is as large as ${size} tokens, and chunks overlap by 50.\n`,
    )
  await write(500)
  await page.getByRole('button', { name: 'Ask it' }).click()
  const playground = new PlaygroundPage(page)
  const asked = page.getByRole('button', { name: 'Ask production again' }).locator('..')
  await expect(asked).toHaveText('askingDraft of Chunks')
  await playground.ask('How large is a chunk?')
  await expect(playground.answers.last()).toContainText('500 tokens')
  await expectAccessibleInBothThemes(page)
  await page.getByRole('button', { name: 'Ask production again' }).click()
  await playground.ask('How large is a chunk?')
  await expect(playground.answers.last()).toContainText('400 tokens')

  // the draft is still one, and asked as it is now
  await page.goto(path('/modules/chunks'))
  await expect(editor.source).toContainText('500 tokens')
  await write(600)
  await page.getByRole('button', { name: 'Ask it' }).click()
  await playground.ask('How large is a chunk?')
  await expect(playground.answers.last()).toContainText('600 tokens')
})
