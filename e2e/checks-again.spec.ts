import { expect, expectAccessibleInBothThemes, test } from './fixtures'
import { createOwnWorkspace } from './own-workspace'

test('checks of an earlier state run again while somebody looks at the change request', async ({ page, baseURL }) => {
  const { path, post } = await createOwnWorkspace(page, baseURL)
  const check = { kind: 'includes', module: 'chunks', text: 'tokens' }
  const queries = [{ text: 'How large is a chunk?', checks: [check] }]
  await post('/query-sets', { name: 'Sizes', isRequired: true, queries })
  const source = '# Chunks\n\nA chunk is as large as 500 tokens.\n'
  await post('/change-requests', { title: 'Larger chunks', edits: [{ moduleId: 'chunks', source }] })
  const checks = page.getByRole('tab', { name: 'Checks 1/1' })
  await page.goto(path('/changes/1'))
  await expect(checks).toBeVisible({ timeout: 30_000 })

  await post('/modules/import', { files: [{ path: 'tea.md', content: '# Tea\n\nTea is hot.\n' }] })
  await page.goto(path('/changes'))
  const row = page.getByRole('listitem').filter({ hasText: 'Larger chunks' })
  await expect(row).toContainText('checks are of an earlier state')
  await expectAccessibleInBothThemes(page)
  await row.getByRole('link').click()
  const told = page.getByText('The checks are of an earlier state: they are being run again.')
  await expect(told).toBeVisible()
  await expect(checks).toBeVisible({ timeout: 30_000 })
  await expect(told).toHaveCount(0)
})
