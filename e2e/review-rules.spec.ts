import type { Browser } from '@playwright/test'
import { expect, expectAccessibleInBothThemes, test } from './fixtures'
import { freshTag } from './fresh-tag'
import { createOwnWorkspace } from './own-workspace'
import { SignInPage } from './pages/sign-in.page'

type Post = Awaited<ReturnType<typeof createOwnWorkspace>>['post']

async function join(browser: Browser, post: Post, name: string) {
  const invited = await post('/invitations', {
    email: `${name.toLowerCase()}-${freshTag()}@example.com`,
    role: 'reviewer',
  })
  const context = await browser.newContext({ storageState: { cookies: [], origins: [] } })
  const page = await context.newPage()
  await new SignInPage(page).join((invited as { path: string }).path, name, 'a password of their own')
  return page
}

test('a rule of two approvals waits for both of its owners', async ({ page, browser, baseURL }) => {
  const { path, post } = await createOwnWorkspace(page, baseURL)
  const ann = await join(browser, post, 'Ann')
  const bo = await join(browser, post, 'Bo')

  await page.goto(path('/settings/review'))
  await page.getByRole('radio', { name: /^Required/ }).click()
  await expect(page.getByText('One approval is enough for any change.')).toBeVisible()
  await page.getByRole('button', { name: 'Add a rule' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add a rule' })
  await dialog.getByLabel('For changes by').click()
  await page.getByRole('option', { name: 'Tag' }).click()
  await dialog.getByRole('textbox', { name: 'Tag' }).fill('legal')
  await dialog.getByLabel('Approvals').fill('2')
  await dialog.getByRole('checkbox', { name: /^Ann/ }).click()
  await expectAccessibleInBothThemes(page)
  await dialog.getByRole('button', { name: 'Add the rule' }).click()
  const rules = page.getByRole('list', { name: 'Review rules' })
  await expect(rules).toContainText('it wants 2 approvals, and only 1 member may give one')
  await expectAccessibleInBothThemes(page)
  await rules.getByRole('button', { name: 'Edit the rule' }).click()
  await page.getByRole('checkbox', { name: /^Bo/ }).click()
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(rules).toContainText('2 approvals by Ann or Bo')
  await expect(rules).not.toContainText('Nobody can fulfil it')

  const source = '---\nname: Terms\ntags: [legal]\n---\n\n# Terms\n\nWho may use it.\n'
  await post('/change-requests', { title: 'Terms of use', edits: [{ moduleId: 'terms', source }] })
  await page.goto(path('/changes/1'))
  const wants = page.getByRole('list', { name: 'What review rules want' })
  await expect(wants).toContainText('tag “legal” 0 of 2 approvals · may approve: Ann, Bo · for Terms')
  await expect(page.getByRole('button', { name: 'Merge' })).toHaveAttribute('aria-disabled', 'true')
  await expectAccessibleInBothThemes(page)
  // those who own the rule are suggested
  await page.getByRole('button', { name: 'Ask for a review' }).click()
  for (const name of ['Ann', 'Bo']) await expect(page.getByRole('checkbox', { name })).toBeChecked()
  await page.getByRole('button', { name: 'Ask', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Ask', exact: true })).toHaveCount(0)

  for (const [theirs, state] of [
    [ann, '1 of 2 approvals · Ann approved · may approve: Bo'],
    [bo, '2 of 2 approvals · Ann, Bo approved'],
  ] as const) {
    await theirs.goto(path('/changes/1'))
    await theirs.getByRole('button', { name: 'Review', exact: true }).click()
    await theirs.getByRole('button', { name: 'Approve' }).click()
    await expect(theirs.getByRole('list', { name: 'Reviews' })).toContainText('approved')
    await page.reload()
    if (theirs === bo) await page.getByText('Its review rule has its approvals').click()
    await expect(wants).toContainText(state)
    await theirs.context().close()
  }
  await page.getByRole('button', { name: 'Merge' }).click()
  await expect(page.getByText('#1 is merged, and in production')).toBeVisible()
})

test('what somebody requested is dismissed for a reason, and they are told', async ({ page, browser, baseURL }) => {
  const { path, post, put } = await createOwnWorkspace(page, baseURL)
  const ann = await join(browser, post, 'Ann')
  await put('/review', { review: 'optional' })
  const source = '---\nname: Terms\n---\n\n# Terms\n\nWho may use it.\n'
  await post('/change-requests', { title: 'Terms of use', edits: [{ moduleId: 'terms', source }] })

  await ann.goto(path('/changes/1'))
  await ann.getByRole('button', { name: 'Review', exact: true }).click()
  await ann.getByRole('textbox', { name: 'Comment' }).fill('Say for how long.')
  await ann.getByRole('button', { name: 'Request changes' }).click()
  await expect(ann.getByRole('list', { name: 'Reviews' })).toContainText('changes requested')
  // who requested them is no admin
  await expect(ann.getByRole('button', { name: 'Dismiss…' })).toHaveCount(0)

  await page.goto(path('/changes/1'))
  await expect(page.getByRole('button', { name: 'Merge' })).toHaveAttribute('aria-disabled', 'true')
  await page.getByRole('button', { name: 'Dismiss…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Dismiss what Ann requested?' })
  await expect(dialog.getByRole('button', { name: 'Dismiss', exact: true })).toBeDisabled()
  await dialog.getByLabel('Reason').fill('Ann is away until May.')
  await expectAccessibleInBothThemes(page)
  await dialog.getByRole('button', { name: 'Dismiss', exact: true }).click()
  await expect(page.getByRole('list', { name: 'Reviews' })).toContainText(
    'dismissed by Ada Owner: Ann is away until May.',
  )
  await expect(page.getByRole('button', { name: 'Dismiss…' })).toHaveCount(0)
  await page.getByRole('button', { name: 'Merge' }).click()
  await expect(page.getByText('#1 is merged, and in production')).toBeVisible()

  await ann.goto(path('/inbox'))
  const told = ann.getByRole('list', { name: 'Notifications' })
  await expect(told).toContainText('dismissed the changes you requested')
  await told.getByRole('link').first().click()
  await expect(ann.getByRole('list', { name: 'Timeline' })).toContainText('Ann is away until May.')
  await expectAccessibleInBothThemes(ann)
  await ann.context().close()
})
