import { expect, expectAccessible, expectAccessibleInBothThemes, test } from './fixtures'
import { freshTag } from './fresh-tag'
import { createOwnWorkspace } from './own-workspace'
import { EditorPage } from './pages/editor.page'
import { PlaygroundPage } from './pages/playground.page'

test('what was sent is excluded, asked again without, and compared, at an address that can be sent', async ({
  page,
  context,
}) => {
  test.slow()
  const playground = new PlaygroundPage(page)
  await playground.open()
  await playground.ask(`How does hybrid retrieval fuse lexical and vector search? ${freshTag()}`)
  const { inspector } = playground
  const sent = inspector.locator('[data-label=k1]')
  const title = (await sent.getByRole('link').first().textContent())?.trim() ?? ''
  const moduleName = title.split(' › ')[0] ?? ''
  await sent.hover()
  await sent.getByRole('button', { name: /^Why / }).click()
  await expect(inspector.getByRole('button', { name: title, expanded: true })).toBeVisible()
  await inspector
    .getByRole('button', { name: new RegExp(`^Exclude ${moduleName}`) })
    .first()
    .click()

  const chips = page.getByRole('list', { name: 'Pinned and excluded' })
  await expect(chips.first()).toContainText(`without${moduleName}`)
  await inspector.getByRole('button', { name: 'Ask again with this' }).click()
  await expect(playground.answers).toHaveCount(2)
  await playground.isAnswered()
  await expect(playground.answers.last()).toContainText('answer 2 of 2')
  await expect(inspector.getByRole('tab', { name: 'Compare' })).toHaveAttribute('aria-selected', 'true')
  const changed = inspector.getByRole('list', { name: 'What changed' })
  const gone = changed.locator('[data-change=out]').filter({ hasText: moduleName }).first()
  await expect(gone).toContainText('now not sent: excluded by the request')
  await expect(inspector.getByRole('status').filter({ hasText: 'tokens' })).toContainText(/[\d,]+ tokens/)
  await expectAccessibleInBothThemes(page)

  // in a second tab, by its address alone
  const href = await inspector.getByRole('link', { name: 'Open as a page' }).getAttribute('href')
  const other = await context.newPage()
  await other.goto(href ?? '')
  await expect(other.getByRole('heading', { level: 1, name: 'Compare' })).toBeVisible()
  await expect(other.locator('[data-change=out]').filter({ hasText: moduleName }).first()).toContainText(
    'excluded by the request',
  )
  await other.getByRole('button', { name: 'Text', exact: true }).click()
  await expect(other.locator('[data-kind=out]').first()).toBeVisible()
  await other.getByRole('button', { name: 'Swap' }).click()
  await expect(other.locator('[data-kind=in]').first()).toBeVisible()

  // what both found stands side by side, and a line joins the same candidate
  await other.getByRole('button', { name: 'Candidates', exact: true }).click()
  const after = other.getByRole('region', { name: 'After', exact: true })
  await expect(other.getByRole('region', { name: 'Before', exact: true }).getByRole('button').first()).toBeVisible()
  await after.getByRole('button').first().click()
  await expect(other.getByRole('status').filter({ hasText: 'After: ' })).toContainText(
    /Before: .+ After: place 1, version \d+, sent: /,
  )
  await expect(other).toHaveURL(/difference=candidates/)
  await expectAccessibleInBothThemes(other)
  await other.setViewportSize({ width: 390, height: 844 })
  expect(await other.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  await expectAccessible(other)
  await other.close()

  // a chip is taken back by the keyboard, and both answers are there after a reload
  await chips
    .last()
    .getByRole('button', { name: `Do not exclude ${moduleName}` })
    .press('Enter')
  await expect(chips).toHaveCount(0)
  await page.reload()
  await expect(playground.answers).toHaveCount(2)
})

test('a draft shows which questions it changes before it is published, and each opens as a comparison', async ({
  page,
  api,
  context,
}) => {
  test.slow()
  const tag = freshTag()
  const id = `kiln-${tag}`
  const body = `The kiln ${tag} fires pots at nine hundred degrees.`
  await api.post('/api/v1/modules', { data: { id, name: `Kiln ${tag}`, body } })
  const query = `At how many degrees does the kiln ${tag} fire pots?`
  expect((await api.post('/api/v1/compose', { data: { query } })).ok()).toBe(true)

  const editor = new EditorPage(page)
  await editor.goto(id)
  await editor.append(`\n\nIt cools for two days before anybody opens it ${tag}.`)
  await editor.saved()
  await page.getByRole('tab', { name: 'Effect' }).click()
  const changing = page.getByRole('list', { name: 'Contexts that change' })
  await expect(changing.getByRole('listitem').filter({ hasText: query })).toContainText(/\+\d+ tokens/)

  await page.getByRole('button', { name: 'Publish' }).click()
  const effect = page.getByRole('dialog').getByRole('region', { name: 'Effect' })
  await expect(effect).toContainText(/\d+ of \d+ contexts? change/)
  const opened = context.waitForEvent('page')
  await effect.getByRole('link').filter({ hasText: query }).click()
  const comparison = await opened
  await expect(comparison.getByText(`draft of Kiln ${tag}`).first()).toBeVisible()
  await comparison.getByRole('button', { name: 'Text', exact: true }).click()
  await expect(comparison.locator('[data-kind=in]').filter({ hasText: 'cools for two days' })).toBeVisible()
})

test('a question is answered again by another policy and release, beside the answer', async ({ page, baseURL }) => {
  const playground = new PlaygroundPage(page)
  await playground.open()
  const { path, post, get } = await createOwnWorkspace(page, baseURL)
  await post('/policies', { id: 'short', name: 'Short answers', from: 'default' })
  const { items } = (await get('/policies')) as { items: { id: string; settings: object }[] }
  const settings = items.find(({ id }) => id === 'short')?.settings
  await post('/policies/short/versions', { settings, message: 'tried first' })
  await post('/releases', { id: 'staging', name: 'Staging', entries: [{ moduleId: 'chunks', version: null }] })
  await playground.open(path('/playground'))
  await playground.ask('How large is a chunk?')
  const { inspector } = playground
  await expect(inspector.getByText(/· policy Default v1 ·/)).toBeVisible()

  const retryWith = async (item: string) => {
    await playground.answers
      .last()
      .getByRole('button', { name: /^Retry with another model, policy/ })
      .click()
    await page.getByRole('menuitem', { name: item, exact: true }).click()
    await playground.isAnswered()
  }
  await retryWith('Short answers v2, not applied')
  await expect(playground.answers).toHaveCount(2)
  await expect(inspector.getByText(/· policy Short answers v2 ·/)).toBeVisible()
  await retryWith('Staging')
  await expect(playground.answers).toHaveCount(3)
  await expect(inspector.getByText(/· policy Default v1 · release Staging ·/)).toBeVisible()
})
