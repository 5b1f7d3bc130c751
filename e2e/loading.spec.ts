import { expect, test } from './fixtures'
import { freshTag } from './fresh-tag'

/** What only an answer can tell. */
const CLAIM = /No problems|No changes since|Nothing |No module|No API key|\b0 modules|[Nn]one yet/

/** Whose answers the browser asks for; what the server knew when it wrote the page may be said at once. */
const SCREENS = [
  '/modules?q=packing',
  '/retrieval?q=packing',
  '/budget',
  '/insights?tab=jobs',
  '/insights?tab=caches',
  '/insights?tab=usage',
  '/settings/policy',
  '/settings/releases',
  '/settings/api-keys',
  '/settings/members',
  '/settings/about',
  '/settings/workspace',
  '/w/default/changes?status=merged',
  '/w/default/checks',
  '/w/default/compare',
  '/w/default/effect',
  '/w/default/inbox?filter=review',
  '/w/default/profiles?q=somebody',
]

for (const path of SCREENS) {
  test(`${path} claims nothing before the answer is there`, async ({ page, api }) => {
    // before the first one it says with right that there is none
    if (path === '/budget') await api.post('/api/v1/compose', { data: { query: 'How is a context packed?' } })
    await page.route('**/api/v1/**', () => undefined)
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(page.getByRole('main').getByText(CLAIM)).toHaveCount(0)
    for (const select of await page.getByRole('main').getByRole('combobox').all()) await expect(select).not.toBeEmpty()
  })
}

test('a typed query shows no rows of the one before', async ({ page }) => {
  await page.goto('/modules')
  await expect(page.getByRole('row').nth(1)).toBeVisible()
  await page.route('**/api/v1/**', () => undefined)
  await page.getByRole('searchbox', { name: 'Search modules' }).fill('how do I memoize')
  await expect(page.getByRole('status', { name: 'Loading modules' })).toBeVisible()
  await expect(page.getByRole('row')).toHaveCount(0)
  await expect(page.getByText('Searching…')).toBeVisible()
})

test('an opened conversation has no answer before its messages are there', async ({ page }) => {
  await page.goto('/playground')
  // a key's conversation is not this person's
  const title = `Slow to come ${freshTag()}`
  const headers = { origin: new URL(page.url()).origin }
  expect((await page.request.post('/api/v1/conversations', { headers, data: { title } })).ok()).toBe(true)
  await page.reload()
  await page.route('**/api/v1/conversations/**', () => undefined)
  // the list is grouped once the reader's day is known
  await expect(page.getByRole('heading', { name: 'Today' })).toBeVisible()
  await page.getByRole('button', { name: title }).first().click()
  await expect(page.getByRole('status', { name: 'Loading the conversation' })).toBeVisible()
  await expect(page.getByRole('status', { name: 'Loading the context' })).toBeVisible()
  await expect(page.getByText('No answer yet')).toHaveCount(0)
})

test('what loads stands still for people who want less motion', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.route('**/api/v1/**', () => undefined)
  await page.goto('/insights?tab=usage')
  await expect(page.getByRole('status', { name: /^Loading/ }).first()).toBeVisible()
  const endless = () =>
    document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().iterations === Infinity).length
  expect(await page.evaluate(endless)).toBe(0)
})

test('a chosen person is not said to be none while others are looked for', async ({ page, api }) => {
  const made = await api.post('/api/v1/profiles', { data: { name: `Ada ${freshTag()}` } })
  const { id, name } = (await made.json()) as { id: string; name: string }
  await page.goto(`/w/default/profiles?profile=${id}`)
  await expect(page.getByRole('heading', { name })).toBeVisible()
  await page.route('**/api/v1/profiles**', () => undefined)
  await page.getByRole('searchbox', { name: 'Search profiles' }).fill('b')
  await expect(page.getByRole('searchbox', { name: 'Search profiles' })).toHaveValue('b')
  await expect(page.getByText('Nobody is chosen')).toHaveCount(0)
  await expect(page.getByRole('heading', { name })).toBeVisible()
})

test('checks of a set that was run are not said to be not run', async ({ page, api }) => {
  const queries = [{ text: 'How is a context packed?', checks: [{ kind: 'noWarnings' }] }]
  const made = await api.post('/api/v1/query-sets', { data: { name: `Slow ${freshTag()}`, queries } })
  const { id } = (await made.json()) as { id: string }
  expect((await api.post(`/api/v1/query-sets/${id}/runs`, { data: {} })).ok()).toBe(true)
  await page.route('**/api/v1/check-runs/**', () => undefined)
  await page.goto(`/w/default/checks?set=${id}`)
  await expect(page.getByRole('status', { name: 'Loading what the run found' })).toBeVisible()
  await expect(page.getByText('not run', { exact: true })).toHaveCount(0)
})

test('the editor says nothing of a text that is not analyzed', async ({ page, api }) => {
  const id = freshTag()
  await api.post('/api/v1/modules', { data: { id, name: 'Slow to open', category: 'shown', body: '# Slow\n\nText' } })
  await page.addInitScript(() => {
    Object.assign(window, {
      Worker: class extends EventTarget {
        postMessage() {}
        terminate() {}
      },
    })
  })
  await page.goto(`/modules/${id}`)
  await expect(page.getByRole('region', { name: 'Status' })).toBeVisible()
  await expect(page.getByText(CLAIM)).toHaveCount(0)
  await expect(page.getByLabel('Category')).toHaveValue('shown')
})
