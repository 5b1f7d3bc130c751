import { expect, test } from './fixtures'
import { OWNER, STORAGE_STATE } from './owner'

test('the first visit creates the owner account', async ({ page }) => {
  await page.goto('/setup')
  await page.getByLabel('Your name').fill(OWNER.name)
  await page.getByLabel('E-mail').fill(OWNER.email)
  await page.getByLabel('Password', { exact: true }).fill(OWNER.password)
  await page.getByRole('button', { name: 'Create account' }).click()
  await expect(page).not.toHaveURL(/setup/)
  await page.context().storageState({ path: STORAGE_STATE })
})
