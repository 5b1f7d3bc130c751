import { expect, expectAccessibleInBothThemes, test } from './fixtures'
import { joinWorkspace } from './join-workspace'
import { createOwnWorkspace } from './own-workspace'

const source = (size: string) => `# Chunks\n\nA chunk is as large as ${size}, and chunks overlap by 50.\n`

test('an effect says that it is of an earlier state once production moves on, and is composed again', async ({
  page,
  baseURL,
}) => {
  const { path, post } = await createOwnWorkspace(page, baseURL)
  await post('/compose', { query: 'How large is a chunk?' })
  await post('/change-requests', {
    title: 'Larger chunks',
    edits: [{ moduleId: 'chunks', source: source('500 tokens') }],
  })
  await page.goto(path('/changes/1?tab=effect'))
  const comparison = page.getByRole('region', { name: 'Before and after' })
  await expect(comparison).toBeVisible()
  const told = page.getByText('The library has changed since: this is the effect of an earlier state.')
  await expect(told).toHaveCount(0)
  await post('/modules/import', { files: [{ path: 'tea.md', content: '# Tea\n\nTea is hot.\n' }] })
  // the page asks how the request stands every half minute
  await expect(told).toBeVisible({ timeout: 60_000 })
  await expect(comparison).toBeVisible()
  await expectAccessibleInBothThemes(page)
  await page.getByRole('button', { name: 'Compose again' }).click()
  await expect(told).toHaveCount(0)
  await expect(comparison).toBeVisible()

  // on a narrow screen the comparison is as long as it is, and the page scrolls
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(path('/changes/1?tab=effect'))
  await expect(comparison).toBeVisible()
  expect(await comparison.evaluate((it) => it.scrollHeight - it.clientHeight)).toBeLessThanOrEqual(0)
})

test('whoever approved sees what became of the text since, and a half full request says so also when it is closed', async ({
  page,
  browser,
  baseURL,
}) => {
  test.slow()
  const { path, post, put } = await createOwnWorkspace(page, baseURL)
  const ann = await joinWorkspace(browser, { post }, 'Ann', 'reviewer')
  await put('/review', { review: 'required' })
  const edit = (size: string) => ({ moduleId: 'chunks', source: source(size) })
  await post('/change-requests', { title: 'Larger chunks', edits: [edit('500 tokens')] })
  await ann.goto(path('/changes/1'))
  await ann.getByRole('button', { name: 'Review', exact: true }).click()
  await ann.getByRole('button', { name: 'Approve' }).click()
  await expect(ann.getByRole('button', { name: 'Approve' })).toHaveCount(0)

  await put('/change-requests/1/edits', { edits: [edit('600 tokens')] })
  await ann.reload()
  const reviews = ann.getByRole('list', { name: 'Reviews' })
  await expect(reviews).toContainText('stale')
  await reviews.getByRole('button', { name: /^Show the texts since the approval of / }).click()
  await expect(ann).toHaveURL(/since=/)
  await expect(ann.getByText('Approved by you')).toBeVisible()
  await expect(ann.getByRole('textbox', { name: 'Approved by you' })).toContainText('500 tokens')
  await expect(ann.getByRole('textbox', { name: 'Proposed', exact: true })).toContainText('600 tokens')
  await expectAccessibleInBothThemes(ann)
  // and beside what it began with
  await ann.getByRole('combobox', { name: 'Compare with' }).click()
  await ann.getByRole('option', { name: 'What it began with' }).click()
  await expect(ann.getByText('Approved by you')).toHaveCount(0)
  await ann.context().close()

  // of three edits one came
  await post('/change-requests', { title: 'Half full', edits: [edit('700 tokens')], remaining: 3 })
  await page.goto(path('/changes/2'))
  await expect(page.getByText('1 of 3 edits')).toBeVisible()
  await page.getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('menuitem', { name: 'Close without merging' }).click()
  const half = page.getByText('It was not filled to its end: 1 of 3 edits stand in it.')
  await expect(half).toBeVisible()
  await page.getByRole('button', { name: 'Reopen' }).click()
  await expect(page.getByRole('button', { name: 'Mark as ready' })).toHaveAttribute('aria-disabled', 'true')
  await page.getByRole('button', { name: 'Take it as it is' }).click()
  await expect(half).toHaveCount(0)
  await page.getByRole('button', { name: 'Mark as ready' }).click()
  await expect(page.getByRole('button', { name: 'Merge' })).toBeVisible()
})
