import type { Page } from '@playwright/test'
import { expect, expectAccessible, test } from './fixtures'
import { joinWorkspace } from './join-workspace'
import { createOwnWorkspace } from './own-workspace'

test('a viewer is not offered what only others may do, and others find nothing', async ({ page, browser, baseURL }) => {
  const own = await createOwnWorkspace(page, baseURL)
  const { path, post } = own
  const source = '---\nname: Chunks\n---\n\n# Chunks\n\nA chunk is as large as 500 tokens.\n'
  await post('/change-requests', { title: 'Larger chunks', edits: [{ moduleId: 'chunks', source }] })
  const vi = await joinWorkspace(browser, own, 'Vi', 'viewer')

  // the whole settings are offered to who may change them
  const tabs = (of: Page) => of.getByRole('navigation', { name: 'Settings' })
  await page.goto(path('/settings/members'))
  await expect(tabs(page).getByRole('link', { name: 'API keys' })).toBeVisible()
  await vi.goto(path('/settings/members'))
  await expect(tabs(vi).getByRole('link')).toHaveText([
    ...['Workspace', 'About', 'Members', 'Review', 'Limits', 'Policy', 'Releases', 'Retention', 'Account'],
  ])
  await expectAccessible(vi)

  await vi.goto(path('/modules'))
  await expect(vi.getByRole('link', { name: 'Chunks' })).toBeVisible()
  await expect(vi.getByRole('checkbox', { name: /^Select/ })).toHaveCount(0)
  await expectAccessible(vi)
  await page.goto(path('/modules'))
  await expect(page.getByRole('checkbox', { name: 'Select Chunks' })).toBeVisible()

  await vi.goto(path('/changes/1'))
  await expect(vi.getByRole('heading', { name: '#1 Larger chunks' })).toBeVisible()
  await expect(vi.getByRole('link', { name: 'Ask it' })).toHaveCount(0)
  await page.goto(path('/changes/1'))
  await expect(page.getByRole('link', { name: 'Ask it' })).toBeVisible()

  // an effect is composed for whoever may read
  await post('/compose', { query: 'How large is a chunk?' })
  await vi.goto(path('/changes/1?tab=effect'))
  await expect(vi.getByRole('region', { name: 'Before and after' })).toBeVisible()
  const composed = vi.waitForResponse((response) => response.url().endsWith('/change-requests/1/effect'))
  await vi.getByRole('button', { name: 'Compose again' }).click()
  expect((await composed).ok()).toBe(true)
  await expect(vi.getByRole('region', { name: 'Before and after' })).toBeVisible()

  // answers that were compared are read, and not asked for
  const queries = [{ text: 'How large is a chunk?', checks: [{ kind: 'includes', module: 'chunks' }] }]
  const set = (await post('/query-sets', { name: 'Sizes', queries })) as { id: string }
  const answers = vi.getByRole('link', { name: 'Compared answers', exact: true })
  await vi.goto(path(`/changes/1?tab=effect&set=${set.id}`))
  await answers.click()
  await expect(vi.getByRole('heading', { name: 'No answers were compared yet' })).toBeVisible()
  await post(`/query-sets/${set.id}/answer-comparisons`, { model: 'loadout-extractive', change: 1 })
  await vi.goto(path(`/changes/1?tab=effect&set=${set.id}`))
  await answers.click()
  const pair = vi.getByRole('article', { name: 'How large is a chunk?' })
  await expect(pair.getByRole('region', { name: 'After', exact: true })).toContainText('as large as 500 tokens')
  await expect(vi.getByRole('button', { name: /Compare answers|Better|Worse/ })).toHaveCount(0)
  await expectAccessible(vi)

  await vi.goto(path('/insights?tab=cost'))
  await expect(vi.getByText('No provider’s model was called in this time.')).toBeVisible()
  await expect(vi.getByRole('link', { name: 'Add a provider' })).toHaveCount(0)
  await vi.goto(path('/insights?tab=queries'))
  await expect(vi.getByText('Nothing has been asked three times yet.')).toBeVisible()
  await expect(vi.getByRole('link', { name: 'Ask a question' })).toHaveCount(0)
  await vi.goto(path('/playground'))
  await expect(vi.getByRole('heading', { name: 'See what the model got to see' })).toBeVisible()

  await expect(vi.getByText('No conversation is open')).toBeVisible()
  await expect(vi.getByText('Conversations that others share are listed here.')).toBeVisible()
  await expect(vi.getByText('Ask something')).toHaveCount(0)

  const other = await createOwnWorkspace(page, baseURL)
  const stu = await joinWorkspace(browser, other, 'Stu', 'admin')
  for (const screen of ['/insights', '/insights?tab=library', '/settings/audit-log', '/modules/chunks']) {
    expect((await stu.goto(path(screen)))?.status(), screen).toBe(404)
  }
  await vi.context().close()
  await stu.context().close()
})
