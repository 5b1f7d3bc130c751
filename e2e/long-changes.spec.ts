import type { Page } from '@playwright/test'
import { expect, expectAccessibleInBothThemes, test } from './fixtures'
import { createOwnWorkspace } from './own-workspace'

/** Two parts and some. */
const SOME = 120
/** So many that taking them back outlasts a look at how far it is. */
const MANY = 400
const fileOf = (at: number, owner: string) => ({
  path: `guide-${at}.md`,
  content: `---\nname: Guide ${at}\n---\n\n# Guide ${at}\n\nService ${at} belongs to ${owner}.\n`,
})
const filesOf = (count: number, owner: string) => Array.from({ length: count }, (_, at) => fileOf(at, owner))

/** Holds back the actions of a screen, from the second on. */
async function holdActions(page: Page, screen: string): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  let count = 0
  await page.route(`**${screen}*`, async (route) => {
    if (route.request().method() === 'POST' && ++count > 1) await promise
    await route.continue()
  })
  return resolve
}

test('a bulk proposal that is closed stops, and nobody merges the half of it', async ({ page, baseURL }) => {
  test.setTimeout(300_000)
  const { path, post } = await createOwnWorkspace(page, baseURL)
  await post('/modules/import', { files: filesOf(SOME, 'nobody') })
  await page.goto(path('/modules'))
  const all = page.getByRole('checkbox', { name: 'Select all shown modules' })
  const bar = page.getByRole('region', { name: 'Selected modules' })
  await page.getByRole('row').nth(3).hover()
  // the table shows more of them where it ends
  await expect(async () => {
    await page.mouse.wheel(0, 10_000)
    await all.check()
    await expect(bar).toContainText('121 modules selected', { timeout: 1_000 })
  }).toPass()
  await bar.getByRole('button', { name: 'Propose to archive…' }).click()
  const dialog = page.getByRole('dialog')
  const release = await holdActions(page, '/modules')
  await dialog.getByRole('button', { name: 'Propose', exact: true }).click()
  await expect(dialog.getByText(/^50 of 121 modules$/)).toBeVisible()
  await dialog.getByRole('button', { name: 'Close' }).click()
  await expect(dialog).toHaveCount(0)
  release()
  await expect(page.getByText(/^Stopped after 100 of 121 modules: what was proposed is in #1$/)).toBeVisible()
  await page.getByRole('button', { name: 'Open', exact: true }).click()
  await expect(page.getByText(/^It is being filled: 100 of 121 edits\.$/)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Merge' })).toHaveAttribute('aria-disabled', 'true')
  await expectAccessibleInBothThemes(page)
  // a minute later it counts as broken off, and can be taken as it is
  await page.getByRole('button', { name: 'Take it as it is' }).click({ timeout: 180_000 })
  await expect(page.getByRole('button', { name: 'Merge' })).toHaveAttribute('aria-disabled', 'false')
})

test('a large revert is cancelled while it is prepared', async ({ page, baseURL }) => {
  test.setTimeout(300_000)
  const { path, post, get } = await createOwnWorkspace(page, baseURL)
  await post('/modules/import', { files: filesOf(MANY, 'nobody') })
  await post('/modules/import', { files: filesOf(MANY, 'team A'), change: { title: 'Owners' } })
  await post('/change-requests/1/merge', {})
  await page.goto(path('/changes/1'))
  await page.getByRole('button', { name: 'Revert' }).click()
  await expect(page.getByText(/^Edits taken back \d+ of 400$/)).toBeVisible()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByText('Edits taken back')).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Revert' })).toBeEnabled()
  // it stays here, says nothing of a failure, and what was begun is closed
  await expect(page).toHaveURL(/\/changes\/1$/)
  await expect(page.getByText('is closed: reopen it first')).toHaveCount(0)
  const begun = (await get('/change-requests/2')) as { status: string; edits: unknown[] }
  expect(begun.status).toBe('closed')
  expect(begun.edits.length).toBeLessThan(MANY)
})
