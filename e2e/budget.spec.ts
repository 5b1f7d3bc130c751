import { expect, expectAccessible, test } from './fixtures'
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
  await border.press('ArrowLeft')
  await expect(border).not.toHaveAttribute('aria-valuenow', before ?? '')

  await page.getByRole('button', { name: 'Save as policy version' }).click()
  await expect(page.getByText(/Saved as version \d+ of the policy/)).toBeVisible()

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
  await expect(page.getByRole('button', { name: 'Save as policy version' })).toBeDisabled()
})
