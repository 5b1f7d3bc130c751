import { expect, expectAccessible, test } from './fixtures'

test.use({ storageState: { cookies: [], origins: [] } })

test('the set-up is over once there is an owner', async ({ page }) => {
  await page.goto('/setup')
  await expect(page).toHaveURL(/\/sign-in$/)
})

for (const [path, title] of [
  ['/invite/not-a-link', 'This invitation no longer works'],
  ['/reset/not-a-link', 'This link no longer works'],
]) {
  test(`${path} says that the link has ended`, async ({ page }) => {
    await page.goto(String(path))
    await expect(page.getByRole('heading', { name: title })).toBeVisible()
    await expectAccessible(page)
    await page.getByRole('link', { name: 'Go to sign-in' }).click()
    await expect(page).toHaveURL(/\/sign-in$/)
  })
}
