import { expect, expectAccessibleInBothThemes, test } from './fixtures'
import { freshTag } from './fresh-tag'
import { RetrievalPage } from './pages/retrieval.page'

test('a query is followed through its stages, with the keyboard and in a link', async ({ page }) => {
  const retrieval = new RetrievalPage(page)
  await retrieval.open()
  await expect(page.getByRole('region', { name: 'From the library' })).toBeVisible()
  // the shortcut is there as soon as the page is alive
  await expect(async () => {
    await page.keyboard.press('/')
    await expect(retrieval.query).toBeFocused({ timeout: 500 })
  }).toPass()
  await retrieval.query.fill('How is the token budget divided between the sections?')
  await expect(retrieval.rows('Reranked').first()).toBeVisible({ timeout: 30_000 })
  await expect(page.getByLabel('Query as understood')).toContainText('intent')

  await retrieval.rows('Lexical').first().focus()
  const [module = '', at] = ((await retrieval.rows('Lexical').first().getAttribute('data-key')) ?? '').split('#')
  const best = `${module}, chunk ${Number(at) + 1}`
  await page.keyboard.press('ArrowRight')
  await expect(page.locator(':focus')).toHaveAttribute('data-stage', '1')
  await retrieval.rows('Lexical').first().click()
  await expect(retrieval.details).toContainText(best)
  await expect(retrieval.details.getByRole('heading', { name: 'Signals' })).toBeVisible()

  await expect(page).toHaveURL(/candidate=/)
  await page.reload()
  await expect(retrieval.details).toContainText(best)
  await page.getByRole('button', { name: 'Modules', exact: true }).click()
  await expect(retrieval.rows('Parts selected').first()).toBeVisible()
})

test('settings are tried out, compared with the policy, kept as a draft, applied and taken back', async ({
  page,
  api,
}) => {
  test.slow()
  const id = freshTag()
  const policy = { id, name: `Tried by ${id}`, from: 'default' }
  expect((await api.post('/api/v1/policies', { data: policy })).status()).toBe(201)
  const retrieval = new RetrievalPage(page)
  await retrieval.open(`?policy=${policy.id}&q=How+is+the+token+budget+divided+between+the+sections%3F`)
  await expect(retrieval.rows('Selected').first()).toBeVisible({ timeout: 30_000 })

  await retrieval.setting('Candidates kept').fill('2')
  await retrieval.openTab('Changes')
  await expect(retrieval.details.getByRole('region', { name: 'Falls out' }).getByRole('button').first()).toBeVisible()
  await expect(page).toHaveURL(/set=rerank\.topN:2/)
  await retrieval.openTab('Settings')
  await page.getByRole('button', { name: 'Reset Candidates kept' }).click()
  await expect(page).not.toHaveURL(/set=/)
  await retrieval.details.getByLabel('Fusion', { exact: true }).click()
  await page.getByRole('option', { name: /^By ranks/ }).click()
  await expect(page).toHaveURL(/set=retrieval\.fusion:ranks/)
  await page.getByRole('button', { name: 'Reset Fusion' }).click()
  await expect(page).not.toHaveURL(/set=/)
  await retrieval.setting('Candidates kept').fill('0')
  await expect(retrieval.details.getByText('must be at least 1').first()).toBeVisible()
  await page.getByRole('button', { name: 'Reset all' }).click()

  await retrieval.setting('Candidates kept').fill('3')
  const first = await retrieval.save('Tried on the retrieval screen')
  await first.getByRole('button', { name: 'Save as version' }).click()
  await expect(page.getByText('Version 2 is saved, and not in use yet')).toBeVisible()

  const dialog = await retrieval.save('Applied on the retrieval screen')
  await dialog.getByRole('button', { name: 'Save and use' }).click()
  const inUse = async () => (await (await api.get(`/api/v1/policies/${policy.id}`)).json()).activeVersion
  await expect(page).not.toHaveURL(/set=/)
  expect(await inUse()).toBe(3)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(inUse).toBe(1)
})

test('axe finds nothing on the retrieval screen', async ({ page }) => {
  const retrieval = new RetrievalPage(page)
  await retrieval.open('?q=What+is+a+bill+of+materials%3F&set=rerank.topN:4')
  await expect(retrieval.rows('Selected').first()).toBeVisible({ timeout: 30_000 })
  await expectAccessibleInBothThemes(page)
  await retrieval.rows('Reranked').first().click()
  await expectAccessibleInBothThemes(page)
  await retrieval.openTab('Changes')
  await expectAccessibleInBothThemes(page)
  await page.setViewportSize({ width: 390, height: 844 })
  await page.getByRole('button', { name: 'Close' }).click()
  await page.getByRole('button', { name: 'Fused', exact: true }).click()
  await expect(retrieval.rows('Fused').first()).toBeVisible()
  await expectAccessibleInBothThemes(page)
})
