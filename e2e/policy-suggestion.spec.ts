import { expect, expectAccessibleInBothThemes, test } from './fixtures'
import { createOwnWorkspace } from './own-workspace'

type Policy = { settings: { rerank: { topN: number } }; activeVersion: number }

test('what is suggested for a line of a policy is applied at a press, or says what is in its way', async ({
  page,
  baseURL,
}) => {
  const { path, get, post, put } = await createOwnWorkspace(page, baseURL)
  const find = async (id: string) => (await get(`/policies/${id}`)) as Policy
  const { settings } = await find('default')
  const proposing = (topN: number) => ({ ...settings, rerank: { ...settings.rerank, topN } })
  await post('/change-requests', { title: 'Fewer', policies: [{ policyId: 'default', settings: proposing(7) }] })

  await page.goto(path('/changes/1?policy=default'))
  const edit = page.getByRole('region', { name: 'Edit', exact: true })
  const proposed = edit.getByRole('textbox', { name: 'Proposed', exact: true })
  const suggest = async (line: string, to: string) => {
    await proposed.getByText(line, { exact: true }).click()
    await page.keyboard.press('Enter')
    await proposed.getByRole('button', { name: 'Suggest an edit' }).click()
    const comment = proposed.getByRole('textbox', { name: /^Comment on line/ })
    await comment.fill((await comment.inputValue()).replace(line.trim(), to))
    await proposed.getByRole('button', { name: 'Add single comment' }).click()
  }
  const apply = edit.getByRole('button', { name: 'Apply the suggestion' })

  // what no policy has is refused with its setting, and nothing changes
  await suggest('topN: 7', 'topN: 0')
  await expectAccessibleInBothThemes(page)
  await apply.click()
  await expect(page.getByText(/^rerank\.topN: /)).toBeVisible()
  await expect(proposed).toContainText('topN: 7')
  await edit.getByRole('button', { name: 'Resolve' }).click()
  await expect(apply).toHaveCount(0)

  await suggest('topN: 7', 'topN: 9')
  await apply.click()
  await expect(proposed).toContainText('topN: 9')
  const outdated = edit.getByRole('region', { name: 'Threads on earlier texts' })
  await expect(outdated.getByText('resolved', { exact: true })).toHaveCount(2)
  await expect(apply).toHaveCount(0)

  // its line goes: it says so
  await suggest('topN: 9', 'topN: 11')
  await expect(apply).toBeVisible()
  await put('/change-requests/1/edits', { policies: [{ policyId: 'default', settings: proposing(12) }] })
  await page.reload()
  await expect(outdated).toContainText('Its line is no longer in the proposed text, so it cannot be applied.')
  await expect(apply).toHaveCount(0)

  // another version is in use meanwhile: first that is settled
  await suggest('topN: 12', 'topN: 13')
  await expect(apply).toBeVisible()
  const saved = (await post('/policies/default/versions', { settings: proposing(20) })) as { version: number }
  await post('/policies/default/apply', { version: saved.version })
  await page.reload()
  await expect(edit.getByText('Settle what is in the way above: then it can be applied.')).toBeVisible()
  await expectAccessibleInBothThemes(page)
  await edit.getByRole('button', { name: 'Keep all of it as proposed' }).click()
  await apply.click()
  await expect(proposed).toContainText('topN: 13')
  await page.getByRole('button', { name: 'Merge', exact: true }).click()
  await expect(page.getByText('#1 is merged, and in production')).toBeVisible()
  expect((await find('default')).settings.rerank.topN).toBe(13)
})
