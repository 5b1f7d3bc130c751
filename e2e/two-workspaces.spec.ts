import { workspacePath } from '../lib/schemas/workspaces/workspace-path'
import { expect, test } from './fixtures'
import { freshTag } from './fresh-tag'
import { EditorPage } from './pages/editor.page'
import { SettingsPage } from './pages/settings.page'

test('two tabs in two workspaces: what is done in each lands in its own', async ({ page, context }) => {
  test.setTimeout(180_000)
  const tag = freshTag()
  const slugs = ['default', `second-${tag}`]
  await page.goto(workspacePath('default', '/settings/workspace'))
  await page.getByRole('button', { name: 'New workspace' }).click()
  const dialog = page.getByRole('dialog', { name: 'New workspace' })
  await dialog.getByLabel('Name').fill(`Second ${tag}`)
  await dialog.getByRole('button', { name: 'Create workspace' }).click()
  await expect(page).toHaveURL(workspacePath(`second-${tag}`, '/modules'))
  const tabs = [await context.newPage(), page]

  /** What the API answers in a workspace, to the session that both tabs share. */
  const ask = async (slug: string, path: string) => {
    const response = await context.request.get(`/api/v1${path}`, { headers: { 'x-loadout-workspace': slug } })
    return { status: response.status(), text: await response.text() }
  }
  const origin = new URL(page.url()).origin
  for (const slug of slugs) {
    const source = '---\nname: Twin\n---\n\nThe same in both.\n'
    const response = await context.request.post('/api/v1/modules/import', {
      headers: { 'x-loadout-workspace': slug, origin },
      data: { files: [{ path: `${tag}.md`, content: source }] },
    })
    expect(response.ok()).toBe(true)
  }

  // both are open before either is used, and then take turns
  for (const [index, tab] of tabs.entries()) await tab.goto(workspacePath(slugs[index]!, `/modules/${tag}`))
  for (const [index, tab] of tabs.entries()) {
    await new EditorPage(tab).append(`\nWritten in ${slugs[index]}.\n`)
  }
  for (const [index, slug] of slugs.entries()) {
    const other = slugs[1 - index]!
    await expect.poll(async () => (await ask(slug, `/modules/${tag}`)).text).toContain(`Written in ${slug}.`)
    expect((await ask(slug, `/modules/${tag}`)).text).not.toContain(`Written in ${other}.`)
  }

  for (const [index, tab] of tabs.entries()) await tab.goto(workspacePath(slugs[index]!, '/settings/api-keys'))
  for (const [index, tab] of tabs.entries()) {
    expect(await new SettingsPage(tab).createKey(`key of ${slugs[index]}`)).toMatch(/^lo_/)
  }
  for (const [index, slug] of slugs.entries()) {
    const { text } = await ask(slug, '/api-keys')
    expect(text).toContain(`key of ${slug}`)
    expect(text).not.toContain(`key of ${slugs[1 - index]}`)
  }

  // a workspace of nobody, and one that others have, look the same
  const missing = await context.request.get(workspacePath('no-such-workspace', '/modules'))
  expect(missing.status()).toBe(404)
  expect((await ask('no-such-workspace', '/modules')).status).toBe(403)
})
