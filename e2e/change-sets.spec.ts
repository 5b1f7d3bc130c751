import { expect, expectAccessibleInBothThemes, test } from './fixtures'
import { createOwnWorkspace } from './own-workspace'

test('a query set is proposed, filled, run before it is there, merged, deleted and brought back by requests', async ({
  page,
  baseURL,
}) => {
  const { path, get } = await createOwnWorkspace(page, baseURL)
  const setNames = async () =>
    ((await get('/query-sets')) as { items: { name: string }[] }).items.map(({ name }) => name)
  const edit = page.getByRole('region', { name: 'Edit', exact: true })
  const merge = async (number: number) => {
    await page.getByRole('button', { name: 'Merge', exact: true }).click()
    await expect(page.getByText(`#${number} is merged, and in production`)).toBeVisible()
  }

  await page.goto(path('/checks'))
  await page.getByRole('button', { name: 'New query set' }).click()
  const making = page.getByRole('dialog', { name: 'New query set' })
  await making.getByLabel('Name', { exact: true }).fill('Sizes')
  await making.getByRole('button', { name: 'Propose…' }).click()
  const proposal = page.getByRole('dialog', { name: 'Propose “Sizes”' })
  await proposal.getByLabel('Title').fill('Check the sizes')
  await expectAccessibleInBothThemes(page)
  await proposal.getByRole('button', { name: 'Propose' }).click()
  await expect(page.getByRole('heading', { name: '#1 Check the sizes' })).toBeVisible()
  await expect(page.getByRole('list', { name: 'Edits' })).toContainText('new query set')
  await expect(edit.getByText('It has no query yet.')).toBeVisible()
  await expectAccessibleInBothThemes(page)

  // queries are added as to any set, and stand in the request
  await edit.getByRole('link', { name: 'Add queries' }).click()
  await expect(page.getByText('#1 wants this query set so. It is there once that is merged.')).toBeVisible()
  await page.getByRole('button', { name: 'Add a query' }).first().click()
  const dialog = page.getByRole('dialog', { name: 'New query' })
  await dialog.getByLabel('Question').fill('How large is a chunk?')
  await dialog.getByRole('combobox', { name: 'Module' }).fill('chunks')
  await dialog.getByRole('button', { name: 'Save in #1' }).click()
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await page.getByRole('button', { name: 'holds: includes chunks' }).click()
  await expect(page.getByRole('complementary', { name: 'How large is a chunk?' })).toContainText('400 tokens')
  await expectAccessibleInBothThemes(page)
  expect(await setNames()).toEqual([])

  // what its modules are there for, and what a model would answer, is told of the proposed set
  await page.keyboard.press('Escape')
  await page.getByRole('tab', { name: 'Without each module' }).click()
  await page.getByRole('button', { name: 'Leave out each module' }).click()
  await expect(page.getByRole('row').filter({ hasText: 'carries 1 check' })).toHaveCount(1)
  await expectAccessibleInBothThemes(page)
  await page.getByRole('tab', { name: 'Answers' }).click()
  await page.getByRole('button', { name: 'Compare answers' }).click()
  const asking = page.getByRole('dialog', { name: 'Compare answers' })
  await expect(asking).toContainText('Before is production, after is #1.')
  await expectAccessibleInBothThemes(page)
  await asking.getByRole('button', { name: 'Start', exact: true }).click()
  await expect(page.getByRole('article', { name: 'How large is a chunk?' })).toContainText('as large as 400 tokens')
  await expect(page.getByText('1 query has the same context on both sides, and was asked once.')).toBeVisible()

  await page.getByRole('link', { name: 'Open #1' }).click()
  await expect(edit).toContainText('How large is a chunk?')
  // a line of it is discussed, and another one suggested is taken over
  const file = edit.getByRole('textbox', { name: 'Proposed', exact: true })
  await file.getByText('How large is a chunk?').click()
  await page.keyboard.press('Enter')
  await file.getByRole('button', { name: 'Suggest an edit' }).click()
  const comment = file.getByRole('textbox', { name: /^Comment on line/ })
  await comment.fill((await comment.inputValue()).replace('large is a chunk', 'long is a chunk'))
  await file.getByRole('button', { name: 'Add single comment' }).click()
  await expectAccessibleInBothThemes(page)
  await file.getByRole('button', { name: 'Apply the suggestion' }).click()
  await expect(file).toContainText('How long is a chunk?')
  await expect(edit.getByRole('region', { name: 'Threads on earlier texts' })).toContainText('resolved')
  await page.getByRole('tab', { name: 'Checks' }).click()
  await expect(page.getByRole('list', { name: 'Query sets' })).toContainText('new')
  await expectAccessibleInBothThemes(page)
  await merge(1)
  expect(await setNames()).toEqual(['Sizes'])

  await page.goto(path('/checks'))
  await page.getByRole('list', { name: 'Query sets' }).getByRole('button', { name: 'Sizes' }).click()
  await page.getByRole('button', { name: 'More for Sizes' }).click()
  await page.getByRole('menuitem', { name: 'Propose to delete…' }).click()
  const deletion = page.getByRole('dialog', { name: 'Propose to delete “Sizes”' })
  await deletion.getByLabel('Title').fill('No sizes')
  await deletion.getByRole('button', { name: 'Propose' }).click()
  await expect(page.getByRole('heading', { name: '#2 No sizes' })).toBeVisible()
  await expect(page.getByRole('list', { name: 'Edits' })).toContainText('deleted query set')
  await expect(edit.getByRole('textbox', { name: 'What it began with' })).toContainText('How long is a chunk?')
  await expectAccessibleInBothThemes(page)
  // taken out and put back
  await edit.getByRole('button', { name: 'Remove' }).click()
  await expect(page.getByText('No edits')).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('list', { name: 'Edits' })).toContainText('deleted query set')
  expect(await setNames()).toEqual(['Sizes'])
  await merge(2)
  expect(await setNames()).toEqual([])

  await page.getByRole('button', { name: 'Revert' }).click()
  await expect(page.getByRole('heading', { name: '#3 Revert “No sizes”' })).toBeVisible()
  await merge(3)
  expect(await setNames()).toEqual(['Sizes'])
})
