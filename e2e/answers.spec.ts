import { expect, expectAccessibleInBothThemes, test } from './fixtures'
import { createOwnWorkspace } from './own-workspace'

const QUESTION = 'How large is a chunk?'
const source = '---\nname: Chunks\n---\n\n# Chunks\n\nA chunk is as large as 900 tokens, and chunks overlap by 50.\n'

test('a model answers before and after a change, and people rate it', async ({ page, baseURL }) => {
  const { path, post } = await createOwnWorkspace(page, baseURL)
  const checks = [{ kind: 'includes', module: 'chunks' }]
  const queries = [{ id: 'size', text: QUESTION, checks }]
  await post('/query-sets', { name: 'Sizes', queries })
  const edits = [{ moduleId: 'chunks', source }]
  const { number } = (await post('/change-requests', { title: 'Larger chunks', edits })) as { number: number }

  // from the effect of the change request, which is chosen then
  await page.goto(path(`/changes/${number}?tab=effect`))
  await page.getByRole('link', { name: 'Compare answers', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Compare answers' })
  await expect(dialog.getByLabel('What is compared')).toContainText(`Production and #${number} Larger chunks`)
  await dialog.getByRole('button', { name: 'Start', exact: true }).click()
  await expect(dialog).toHaveCount(0)

  const pair = page.getByRole('article', { name: QUESTION })
  await expect(pair.getByRole('region', { name: 'Before', exact: true })).toContainText('as large as 400 tokens')
  const after = pair.getByRole('region', { name: 'After', exact: true })
  await expect(after).toContainText('as large as 900 tokens')
  await expect(after).toContainText('Chunks (cited)')
  await pair.getByRole('button', { name: 'Better', exact: true }).click()
  const sums = page.getByRole('region', { name: 'In all', exact: true })
  await expect(sums).toContainText('People: 1 better, 0 the same, 0 worse.')
  await expect(sums).toContainText('$0')
  await expectAccessibleInBothThemes(page)

  // it is stored, and its address shows it again
  await page.reload()
  await expect(pair.getByRole('button', { name: 'Better', exact: true })).toHaveAttribute('aria-pressed', 'true')
  await pair.getByRole('button', { name: 'Better', exact: true }).click()
  await expect(sums).toContainText('Nobody has rated an answer yet.')
})
