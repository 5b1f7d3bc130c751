import { expect, test } from './fixtures'
import { freshTag } from './fresh-tag'

// the browser reports a page that is answered with 404
test.use({ expectedErrors: /responded with a status of 404/ })

const ABSENT = [
  { path: '/modules/nope', title: 'There is no such module', next: 'All modules' },
  { path: '/playground?conversation=nope', title: 'There is no such conversation', next: 'Ask something new' },
  { path: '/budget?composition=nope', title: 'There is no such answer', next: 'The newest answer' },
  { path: '/compare?a=nope&b=nope', title: 'There is nothing to compare here', next: 'To the playground' },
  { path: '/settings/policy?policy=nope', title: 'There is no such policy', next: 'All policies' },
  { path: '/retrieval?policy=nope', title: 'There is no such policy', next: 'All policies' },
]

test('what is not there is answered with 404 and a way on, inside the frame', async ({ page, api }) => {
  const id = freshTag()
  await api.post('/api/v1/modules', { data: { id, name: 'Only once', category: 'shown', body: 'Text' } })
  const versions = {
    path: `/modules/${id}?tab=history&compare=99`,
    title: 'There is no such version',
    next: 'All modules',
  }
  for (const { path, title, next } of [...ABSENT, versions]) {
    const response = await page.goto(`/w/default${path}`)
    expect(response?.status(), path).toBe(404)
    await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
    await expect(page.getByRole('link', { name: next })).toBeVisible()
    await expect(page.getByRole('navigation').first()).toBeVisible()
  }
})

test('a screen that the workspace does not have is 404, inside the frame', async ({ page }) => {
  for (const path of ['/nothing', '/settings/nothing/at-all', '/insights/nothing']) {
    expect((await page.goto(`/w/default${path}`))?.status(), path).toBe(404)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is nothing at this address')
    await expect(page.getByRole('main')).toContainText(`/w/default${path}`)
    await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Modules' }).click()
    await expect(page).toHaveURL('/w/default/modules')
  }
})

test('a workspace that is not there, or not one’s own, is named, and one’s own are offered', async ({ page }) => {
  expect((await page.goto('/w/nobody%E2%80%99s/modules'))?.status()).toBe(404)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('You have no workspace “nobody’s”')
  await page.getByRole('navigation', { name: 'Your workspaces' }).getByRole('link').first().click()
  await expect(page).toHaveURL(/\/w\/[^/]+\/playground$/)
  await expect(page.getByRole('navigation', { name: 'Screens' })).toBeVisible()
})

test('what is there is answered with 200, and a module that went away while somebody looked says so', async ({
  page,
  api,
}) => {
  const tag = freshTag()
  const name = `Soon gone ${tag}`
  await api.post('/api/v1/modules', { data: { id: tag, name, category: tag, body: 'Text' } })
  expect((await page.goto(`/w/default/modules/${tag}`))?.status()).toBe(200)
  await page.goto(`/w/default/modules?category=${tag}`)
  await expect(page.getByRole('link', { name, exact: true })).toBeVisible()
  await api.delete(`/api/v1/modules/${tag}`)
  await page.getByRole('link', { name, exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'There is no such module' })).toBeVisible()
})
