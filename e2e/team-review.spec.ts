import type { Page } from '@playwright/test'
import { expect, expectAccessibleInBothThemes, test } from './fixtures'
import { joinWorkspace } from './join-workspace'
import { createOwnWorkspace } from './own-workspace'
import { EditorPage } from './pages/editor.page'

const QUESTION = 'How large is a chunk?'
const body = (size: string) => `# Chunks\n\nA chunk is as large as ${size}, and chunks overlap by 50.\n`

async function editText(page: Page, text: string): Promise<void> {
  await page.getByRole('region', { name: 'Edit', exact: true }).getByRole('button', { name: 'Edit' }).click()
  await page.getByRole('textbox', { name: 'Proposed, editable' }).click()
  await page.keyboard.press('Control+a')
  await page.keyboard.insertText(text)
  await page.getByRole('button', { name: 'Save the right side' }).click()
  await expect(page.getByRole('textbox', { name: 'Proposed', exact: true })).toBeVisible()
}

async function approve(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Review', exact: true }).click()
  await page.getByRole('button', { name: 'Approve' }).click()
  await expect(page.getByRole('button', { name: 'Approve' })).toHaveCount(0)
}

test('a team discusses a change, mends a check that it breaks, approves, merges and takes it back', async ({
  page,
  browser,
  baseURL,
}) => {
  test.setTimeout(300_000)
  const { path, post, put } = await createOwnWorkspace(page, baseURL)
  const check = { kind: 'includes', module: 'chunks', text: 'tokens' }
  await post('/query-sets', { name: 'Sizes', isRequired: true, queries: [{ text: QUESTION, checks: [check] }] })
  const [ann, bo, vi] = [
    await joinWorkspace(browser, { post }, 'Ann', 'reviewer'),
    await joinWorkspace(browser, { post }, 'Bo', 'editor'),
    await joinWorkspace(browser, { post }, 'Vi', 'viewer'),
  ]
  await put('/review', { review: 'required' })

  // one member proposes
  await page.goto(path('/modules/chunks'))
  const editor = new EditorPage(page)
  await editor.replaceAll(`---\nname: Chunks\n---\n\n${body('500 signs')}`)
  await editor.saved()
  await page.getByRole('button', { name: 'Propose' }).click()
  const dialog = page.getByRole('dialog', { name: 'Propose Chunks' })
  await dialog.getByLabel('Title').fill('Larger chunks')
  await dialog.getByRole('button', { name: 'Propose' }).click()
  await expect(page.getByRole('heading', { name: '#1 Larger chunks' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Merge' })).toHaveAttribute('aria-disabled', 'true')

  // another comments on a line of the text, and tells the author by a mention that is completed
  await ann.goto(path('/changes/1'))
  await ann.getByRole('textbox', { name: 'Proposed' }).getByText('A chunk is as large as').click()
  await ann.getByRole('button', { name: /^Comment on line \d+, proposed/ }).click()
  const onLine = ann.getByRole('textbox', { name: /^Comment on line/ })
  await onLine.pressSequentially('Signs? @ad')
  const members = ann.getByRole('listbox', { name: 'Members' })
  await expect(members.getByRole('option')).toHaveCount(1)
  await expect(members).toContainText('Ada Owner')
  await expectAccessibleInBothThemes(ann)
  await onLine.press('Enter')
  await expect(onLine).toHaveValue('Signs? @Ada Owner ')
  await ann.getByRole('button', { name: 'Add single comment' }).click()
  await expect(ann.getByRole('article', { name: 'Thread of Ann' })).toContainText('Signs? @Ada Owner')

  // and on a line of the context that people would get
  await ann.getByRole('tab', { name: 'Effect' }).click()
  await expect(ann.getByText('1 check breaks').first()).toBeVisible()
  const comparison = ann.getByRole('region', { name: 'Before and after' })
  await comparison.getByRole('button', { name: 'Text', exact: true }).click()
  await comparison.getByRole('button', { name: /^Comment on “A chunk is as large as 500 signs/ }).click()
  await ann.getByRole('textbox', { name: 'Comment on this line' }).fill('People would read this.')
  await ann.getByRole('button', { name: 'Add single comment' }).click()
  const added = comparison.getByRole('listitem').filter({ hasText: '500 signs' }).first()
  await expect(added.getByRole('article', { name: 'Thread of Ann' })).toContainText('People would read this.')
  await expectAccessibleInBothThemes(ann)

  // and on what the required check comes to
  await ann.getByRole('tab', { name: 'Checks' }).click()
  await ann.getByRole('button', { name: 'Run the required sets' }).click()
  const failing = ann.getByRole('list', { name: 'What fails of Sizes' })
  await expect(failing).toContainText('includes Chunks')
  await failing.getByRole('button', { name: /^Comment on the check/ }).click()
  await ann.getByRole('textbox', { name: 'Comment on this check' }).fill('This one matters.')
  await ann.getByRole('button', { name: 'Add single comment' }).click()
  await expect(failing.getByRole('article', { name: 'Thread of Ann' })).toContainText('This one matters.')
  await expectAccessibleInBothThemes(ann)

  // a third mends it: the author is told, the check holds, its thread says so
  await page.goto(path('/inbox?filter=mentions'))
  await expect(page.getByRole('list', { name: 'Notifications' })).toContainText('Ann')
  await bo.goto(path('/changes/1?tab=discussion'))
  const timeline = bo.getByRole('list', { name: 'Timeline' })
  await expect(timeline.getByRole('article')).toHaveCount(3)
  await timeline.getByRole('button', { name: /^the context with the change of/ }).click()
  await expect(bo.getByRole('tab', { name: 'Effect' })).toHaveAttribute('aria-selected', 'true')
  await expect(bo.getByRole('region', { name: 'Threads on these contexts' })).toContainText('People would read this.')
  await bo.getByRole('tab', { name: 'Edits' }).click()
  await editText(bo, `---\nname: Chunks\n---\n\n${body('500 tokens')}`)
  await bo.getByRole('tab', { name: 'Checks' }).click()
  await bo.getByRole('button', { name: 'Run the required sets' }).click()
  await expect(bo.getByText('the check holds')).toBeVisible()
  const others = bo.getByRole('region', { name: 'Threads on other checks', exact: true })
  await expect(others).toContainText('This one matters.')
  await bo.getByRole('button', { name: '1 check holds of Sizes', exact: true }).press('Enter')
  const holding = bo.getByRole('list', { name: 'What holds of Sizes', exact: true })
  await expect(holding).toContainText('This one matters.')
  await expect(others).toHaveCount(0)
  await holding.getByRole('button', { name: /^Comment on the check/ }).press('Enter')
  await bo.getByRole('textbox', { name: 'Comment on this check', exact: true }).fill('Keep it so.')
  await bo.getByRole('button', { name: 'Add single comment', exact: true }).click()
  await expect(holding.getByRole('article')).toHaveCount(2)
  await expectAccessibleInBothThemes(bo)

  // an approval, lost by an edit that matters
  await ann.goto(path('/changes/1'))
  await approve(ann)
  await bo.goto(path('/changes/1'))
  const reviews = bo.getByRole('list', { name: 'Reviews' })
  await expect(reviews).toContainText('approved')
  await editText(bo, `---\nname: Chunks\n---\n\n${body('600 tokens')}`)
  await expect(reviews).toContainText('stale')
  await ann.reload()
  await approve(ann)

  // and kept over one that does not: production moves on elsewhere
  const holidays = '---\nname: Holidays\n---\n\n# Holidays\n\nEverybody has thirty days off.\n'
  await post('/change-requests', { title: 'Holidays', edits: [{ moduleId: 'holidays', source: holidays }] })
  await ann.goto(path('/changes/2'))
  await approve(ann)
  await page.goto(path('/changes/2'))
  await page.getByRole('button', { name: 'Merge' }).click()
  await expect(page.getByText('#2 is merged, and in production')).toBeVisible()
  await page.goto(path('/changes/1'))
  await expect(page.getByRole('list', { name: 'Reviews' })).toContainText('approved')
  await expect(page.getByRole('list', { name: 'Reviews' })).not.toContainText('stale')

  // a viewer reads all of it and is offered nothing; a member of another workspace finds nothing
  await vi.goto(path('/changes/1'))
  await expect(vi.getByRole('article', { name: 'Thread of Ann' })).toContainText('Signs?')
  for (const name of ['Merge', 'Review', 'Edit', 'Answer', 'Resolve', 'Comment on a line', 'Ask for a review']) {
    await expect(vi.getByRole('button', { name, exact: true })).toHaveCount(0)
  }
  await vi.goto(path('/changes/1?tab=effect&difference=text'))
  await expect(vi.getByRole('article', { name: 'Thread of Ann' })).toBeVisible()
  await expect(vi.getByRole('button', { name: /^Comment on/ })).toHaveCount(0)
  const other = await createOwnWorkspace(page, baseURL)
  const stu = await joinWorkspace(browser, other, 'Stu', 'admin')
  for (const screen of ['/changes/1', '/changes', '/checks', '/inbox']) {
    expect((await stu.goto(path(screen)))?.status(), screen).toBe(404)
    await expect(stu.getByText('Larger chunks')).toHaveCount(0)
  }

  // merged, it is found at once; taken back, it is not
  const find = async (text: string) => JSON.stringify(await post('/search', { query: text })).includes(text)
  expect(await find('600 tokens')).toBe(false)
  await page.goto(path('/changes/1'))
  await page.getByRole('button', { name: 'Merge' }).click()
  await expect(page.getByText('#1 is merged, and in production')).toBeVisible()
  expect(await find('600 tokens')).toBe(true)
  await page.getByRole('button', { name: 'Revert' }).click()
  await expect(page.getByRole('heading', { name: '#3 Revert “Larger chunks”' })).toBeVisible()
  await ann.goto(path('/changes/3'))
  await approve(ann)
  await page.reload()
  await page.getByRole('button', { name: 'Merge' }).click()
  await expect(page.getByText('#3 is merged, and in production')).toBeVisible()
  expect(await find('600 tokens')).toBe(false)
  expect(await find('400 tokens')).toBe(true)
  for (const each of [ann, bo, vi, stu]) await each.context().close()
})
