import { expect, expectAccessible, expectAccessibleInBothThemes, test } from './fixtures'
import { freshTag } from './fresh-tag'
import { EditorPage } from './pages/editor.page'
import { PlaygroundPage } from './pages/playground.page'

test('the contexts of two answers are compared, at an address that can be sent', async ({ page, context }) => {
  test.slow()
  const playground = new PlaygroundPage(page)
  await playground.open()
  await playground.ask(`How does hybrid retrieval fuse lexical and vector search? ${freshTag()}`)
  await playground.ask(`How do I restore an older version of a module? ${freshTag()}`)
  const compare = playground.answers.last().getByRole('link', { name: 'Compare' })
  await expect(playground.answers.first().getByRole('link', { name: 'Compare' })).toHaveCount(0)
  const opened = context.waitForEvent('page')
  await compare.click()
  const other = await opened
  await expect(other.getByRole('heading', { level: 1, name: 'Compare' })).toBeVisible()
  await expect(other.getByText('These are two questions')).toBeVisible()
  await expect(other.getByRole('list', { name: 'What changed' }).locator('[data-change=in]').first()).toBeVisible()
  await expectAccessibleInBothThemes(other)
  await other.getByRole('button', { name: 'Text', exact: true }).click()
  await expect(other.locator('[data-kind=out]').first()).toBeVisible()
  await other.getByRole('button', { name: 'Sections', exact: true }).click()
  await expect(other.getByRole('row', { name: /All together/ })).toContainText(/[\d,]+/)
  const address = other.url()
  await other.getByRole('button', { name: 'Swap' }).click()
  await expect(other).not.toHaveURL(address)
  await other.setViewportSize({ width: 390, height: 844 })
  expect(await other.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  await expectAccessible(other)

  await page.goto(address)
  await expect(page.getByRole('row', { name: /All together/ })).toBeVisible()
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
  await expect(comparison.getByText(`draft of ${id}`).first()).toBeVisible()
  await comparison.getByRole('button', { name: 'Text', exact: true }).click()
  await expect(comparison.locator('[data-kind=in]').filter({ hasText: 'cools for two days' })).toBeVisible()
})
