import { expect, expectAccessibleInBothThemes, test } from './fixtures'
import { createOwnWorkspace } from './own-workspace'

const source = (size: number) =>
  `---\nname: Chunks\n---\n\n# Chunks\n\nA chunk is as large as ${size} tokens, and chunks overlap by 50.\n`

test('whoever cannot suggest another line, or apply one, is told why', async ({ page, baseURL }) => {
  const { path, post, put } = await createOwnWorkspace(page, baseURL)
  const content = '---\nname: Holidays\n---\n\n# Holidays\n\nEverybody has thirty days off.\n'
  await post('/modules', { source: content })
  await post('/change-requests', { title: 'Away', edits: [{ moduleId: 'holidays', kind: 'archive' }] })
  await post('/change-requests/1/merge', {})
  await post('/change-requests', {
    title: 'Back, and larger',
    edits: [
      { moduleId: 'holidays', kind: 'restore' },
      { moduleId: 'chunks', source: source(500) },
    ],
  })

  // an edit that proposes no text offers no suggestion
  await page.goto(path('/changes/2?module=holidays'))
  const proposed = page.getByRole('textbox', { name: 'Proposed', exact: true })
  await proposed.getByText('Everybody has thirty days off.').click()
  await page.keyboard.press('Enter')
  const form = page.getByRole('region', { name: 'New comment', exact: true })
  await expect(form).toContainText(
    'This edit brings the module back as it was. It proposes no text, so a suggestion could not be applied.',
  )
  await expect(form.getByRole('button', { name: 'Suggest an edit' })).toHaveCount(0)
  await expectAccessibleInBothThemes(page)
  await form.getByRole('button', { name: 'Cancel' }).click()

  // one that does offers it, on its side alone
  await page.goto(path('/changes/2?module=chunks'))
  await proposed.getByText('A chunk is as large as').click()
  await page.keyboard.press('Enter')
  await form.getByRole('button', { name: 'Suggest an edit' }).click()
  await expect(form.getByRole('textbox')).toHaveValue(/^```suggestion\nA chunk is as large as 500 tokens/)
  await form.getByRole('button', { name: 'Add single comment' }).click()
  const thread = proposed.getByRole('article', { name: 'Thread of Ada Owner' })
  await expect(thread.getByRole('button', { name: 'Apply the suggestion' })).toBeVisible()
  const anchor = { side: 'old', line: 7, text: 'A chunk is as large as 400 tokens, and chunks overlap by 50.' }
  await post('/threads', { number: 2, moduleId: 'chunks', anchor, text: '```suggestion\nSmaller.\n```' })
  await page.reload()
  const before = page.getByRole('textbox', { name: 'Version 1', exact: true })
  await expect(before.getByRole('article')).toContainText(
    'It is for the text before, so there is nothing to apply it to.',
  )

  // the line moves on: the suggestion says that it has nowhere to go
  await put('/change-requests/2/edits', { edits: [{ moduleId: 'chunks', source: source(450) }] })
  await page.reload()
  await expect(page.getByText('Its line is no longer in the proposed text, so it cannot be applied.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Apply the suggestion' })).toHaveCount(0)
})
