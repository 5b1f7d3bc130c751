import { expect, expectAccessible, test } from './fixtures'
import { freshTag } from './fresh-tag'
import { BudgetPage } from './pages/budget.page'
import { PlaygroundPage } from './pages/playground.page'

test('another budget shows at once what falls out, and can be saved as a policy version', async ({ page }) => {
  const playground = new PlaygroundPage(page)
  await playground.open()
  await playground.ask('How does packing choose among candidates that do not all fit?')
  await playground.showTab('Sections')
  await playground.inspector.getByRole('link', { name: 'Try other shares' }).click()

  const budget = new BudgetPage(page)
  await expect(budget.bar('Allocated')).toBeVisible({ timeout: 30_000 })
  await expect(budget.fallsOut).toContainText('Nothing falls out')

  await budget.number('Window').fill('1300')
  await budget.number('Reserve').fill('130')
  await expect(budget.fallsOut.getByRole('listitem').first()).toBeVisible()
  await expectAccessible(page)

  const border = budget.border('Knowledge', 'History')
  const before = await border.getAttribute('aria-valuenow')
  const address = page.url()
  await border.press('ArrowLeft')
  await expect(border).not.toHaveAttribute('aria-valuenow', before ?? '')
  // it stands in the address a moment later
  await expect(page).not.toHaveURL(address)

  await page.reload()
  await expect(budget.number('Window')).toHaveValue('1300')
  await expect(budget.number('Reserve')).toHaveValue('130')
  await expect(border).not.toHaveAttribute('aria-valuenow', before ?? '')
  await budget.fallsOut.getByRole('button').first().click()
  await expect(page).toHaveURL(/candidate=/)
  await page.reload()
  await expect(budget.fallsOut.getByRole('button', { expanded: true })).toBeVisible()

  await page.getByRole('button', { name: 'Save…' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByLabel('What changes, and why')).toHaveValue(/^Shares: /)
  await dialog.getByRole('button', { name: 'Save as version' }).click()
  await expect(page.getByText(/Version \d+ is saved, and not in use yet/)).toBeVisible()

  await page.getByRole('button', { name: 'Reset' }).click()
  await expect(budget.fallsOut).toContainText('Nothing falls out')
})

test('a window too small for what is mandatory says how much is missing', async ({ page }) => {
  const playground = new PlaygroundPage(page)
  await playground.open()
  await playground.ask('What is the bill of materials?')
  await page.goto('/budget')
  const budget = new BudgetPage(page)
  await budget.number('Reserve').fill('100')
  await budget.number('Window').fill('300')
  await expect(page.getByText(/tokens and .* are available/)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Save…' })).toBeDisabled()
})

test('the reserve takes the same part of every bar, and a share that changes nothing says why', async ({ page }) => {
  const playground = new PlaygroundPage(page)
  await playground.open()
  await playground.ask('What is the bill of materials?')
  await page.goto('/budget')
  const budget = new BudgetPage(page)
  await budget.number('Window').fill('3000')
  await budget.number('Reserve').fill('1000')
  await expect(page.getByRole('img', { name: 'Reserve: 33% of the window' })).toBeVisible()
  await expect(budget.bar('Used')).toHaveAttribute('aria-label', /Reserve 1,000 of 3,000/)
  await expect(page.getByRole('list', { name: 'Legend' })).toContainText('Reserve1,000')

  await page.getByRole('button', { name: 'Reset' }).click()
  await budget.number('Knowledge').fill('49')
  await expect(page.getByText(/is granted [\d,]+ tokens at|^The same is sent: Knowledge uses [\d,]+ of/)).toBeVisible()
})

test('a candidate is left out and checked from the budget, and what that changes is compared', async ({ page }) => {
  const playground = new PlaygroundPage(page)
  await playground.open()
  await playground.ask('How does the budget move what a section leaves unused?')
  await page.goto('/budget')
  const sent = page.getByRole('region', { name: 'Sent', exact: true })
  const exclude = sent.getByRole('button', { name: /^Exclude / }).first()
  const title = ((await exclude.getAttribute('aria-label')) ?? '').replace('Exclude ', '')
  await exclude.press('Enter')
  const chosen = page.getByRole('region', { name: 'Chosen', exact: true })
  await expect(chosen).toContainText(`without${title.split(' › ')[0]}`)
  await expectAccessible(page)
  await sent
    .getByRole('button', { name: `Check ${title}`, exact: true })
    .first()
    .press('Enter')
  await page.getByRole('dialog').getByLabel('Query set').click()
  await page.getByRole('option', { name: 'A new set', exact: true }).click()
  await page.getByRole('dialog').getByLabel('Name of the new set').fill(`Budget ${freshTag()}`)
  await page.getByRole('dialog').getByRole('button', { name: 'Save the check', exact: true }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)

  await page.reload()
  await chosen.getByRole('link', { name: 'Compare with what was sent', exact: true }).click()
  await expect(page).toHaveURL(/\/compare\?a=cmp_\w+&b=cmp_/)
  await expect(page.getByRole('heading', { level: 1, name: 'Compare', exact: true })).toBeVisible()
  await expect(page.getByText(/excluded: /).first()).toBeVisible()
})
