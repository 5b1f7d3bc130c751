import { createModule } from './create-module'
import { expect, test } from './fixtures'
import { freshTag } from './fresh-tag'
import { createOwnWorkspace } from './own-workspace'
import { EditorPage } from './pages/editor.page'

test('a dialog asks before it throws away what was typed', async ({ page, baseURL }) => {
  const { path } = await createOwnWorkspace(page, baseURL)
  await page.goto(path('/profiles'))
  await page.getByRole('button', { name: 'New profile' }).first().click()
  const dialog = page.getByRole('dialog', { name: 'New profile' })
  const name = dialog.getByLabel('Name')
  const question = page.getByRole('alertdialog', { name: 'Throw away what you typed?' })
  await name.fill('Zoe')
  await page.keyboard.press('Escape')
  await question.getByRole('button', { name: 'Cancel' }).click()
  await page.mouse.click(5, 5)
  await expect(question).toHaveCount(0)
  await expect(name).toHaveValue('Zoe')
  await dialog.getByRole('button', { name: 'Close' }).click()
  await question.getByRole('button', { name: 'Throw away' }).click()
  await expect(dialog).toHaveCount(0)

  // what is empty is thrown away without a word
  await page.getByRole('button', { name: 'New profile' }).first().click()
  await expect(name).toHaveValue('')
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)

  // what is being sent waits for its answer
  const { promise: held, resolve: release } = Promise.withResolvers<void>()
  await page.route('**/profiles*', async (route) => {
    if (route.request().method() === 'POST') await held
    await route.continue()
  })
  await page.getByRole('button', { name: 'New profile' }).first().click()
  await name.fill('Zoe')
  await dialog.getByRole('button', { name: 'Create' }).click()
  await expect(dialog.getByRole('button', { name: 'Create' })).toBeDisabled()
  await page.keyboard.press('Escape')
  await dialog.getByRole('button', { name: 'Close' }).click()
  await expect(name).toHaveValue('Zoe')
  await expect(question).toHaveCount(0)
  release()
  await expect(dialog).toHaveCount(0)
})

test('a dialog asks for what was typed before another one took its place', async ({ page, baseURL }) => {
  const { path } = await createOwnWorkspace(page, baseURL)
  await page.goto(path('/checks'))
  await page.getByRole('button', { name: 'New query set' }).first().click()
  const dialog = page.getByRole('dialog', { name: 'New query set' })
  const name = dialog.getByLabel('Name')
  await name.fill('On call')
  await dialog.getByRole('button', { name: 'Propose…' }).click()
  await expect(page.getByRole('dialog', { name: 'Propose “On call”' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(name).toHaveValue('On call')
  await page.keyboard.press('Escape')
  const question = page.getByRole('alertdialog', { name: 'Throw away what you typed?' })
  await question.getByRole('button', { name: 'Throw away' }).click()
  await expect(dialog).toHaveCount(0)
})

test('what is written of a person or a fact stays while somebody else is looked for', async ({ page, baseURL }) => {
  const { path, post } = await createOwnWorkspace(page, baseURL)
  await post('/profiles', { id: 'zoe', name: 'Zoe', facts: [{ key: 'role', value: 'welder' }] })
  await post('/profiles', { id: 'tom', name: 'Tom' })
  await page.goto(path('/profiles?profile=zoe'))
  await page.getByRole('button', { name: 'Correct: welder' }).click()
  const value = page.getByRole('list', { name: 'Facts' }).getByLabel('Value')
  await value.fill('pipe welder')
  const search = page.getByRole('searchbox', { name: 'Search profiles' })
  const people = page.getByRole('complementary', { name: 'People' })
  await search.fill('Tom')
  await expect(people.getByRole('listitem')).toHaveCount(1)
  await expect(value).toHaveValue('pipe welder')
  await search.fill('zzz')
  await expect(people.getByText('Nobody matches')).toBeVisible()
  await search.clear()
  await expect(people.getByRole('listitem')).toHaveCount(2)
  await expect(value).toHaveValue('pipe welder')

  await page.getByRole('button', { name: 'Delete: welder' }).click()
  const question = page.getByRole('alertdialog', { name: 'Delete “welder”?' })
  await question.getByRole('button', { name: 'Cancel' }).click()
  await expect(value).toHaveValue('pipe welder')
  await page.getByRole('button', { name: 'Delete: welder' }).click()
  await question.getByRole('button', { name: 'Delete for good' }).click()
  await expect(page.getByText('Nothing is known yet.')).toBeVisible()
})

test('what is written of a chunk stays with it: through Escape, another tab and a change above it', async ({
  page,
  api,
}) => {
  const id = freshTag()
  const part = (topic: string) => `## ${topic}\n\n${`All that is said of the ${topic}. `.repeat(90)}`
  await createModule(api, `---\nid: ${id}\n---\n# Places\n\n${part('well')}\n\n${part('ford')}\n`)
  const editor = new EditorPage(page)
  await editor.goto(id, '?tab=chunks')
  const of = (topic: string) =>
    page
      .getByRole('tabpanel')
      .getByRole('listitem')
      .filter({ hasText: `of the ${topic}` })
  await of('ford').first().getByRole('button', { name: 'Curate' }).click()
  const keywords = of('ford').first().getByLabel('Keywords')
  await keywords.fill('crossing')
  await page.keyboard.press('Escape')
  await of('ford').first().getByRole('button', { name: 'Curate' }).click()
  await expect(keywords).toHaveValue('crossing')
  await editor.openTab('Preview')
  await editor.openTab('Chunks')
  await expect(keywords).toHaveValue('crossing')
  await editor.replaceAll(`---\nid: ${id}\n---\n# Places\n\n${part('mill')}\n\n${part('well')}\n\n${part('ford')}\n`)
  await expect(of('mill').first()).toBeVisible()
  await expect(keywords).toHaveValue('crossing')
  await expect(page.getByLabel('Keywords')).toHaveCount(1)
})

test('a text of a change request waits for who looks at another edit', async ({ page, baseURL }) => {
  const { path, post } = await createOwnWorkspace(page, baseURL)
  const edits = ['herons', 'owls'].map((moduleId) => ({ moduleId, source: `# ${moduleId}\n\nThey are birds.\n` }))
  await post('/change-requests', { title: 'Birds', edits })
  await page.goto(path('/changes/1?tab=changes&module=herons'))
  await page.getByRole('button', { name: 'Edit', exact: true }).click()
  const text = page.getByRole('textbox', { name: 'Proposed, editable' })
  await text.click()
  await page.keyboard.press('Control+End')
  await page.keyboard.insertText('They wade.\n')
  const list = page.getByRole('list', { name: 'Edits' })
  await list.getByRole('button', { name: /owls/ }).click()
  await expect(text).toHaveCount(0)
  await list.getByRole('button', { name: /herons/ }).click()
  await expect(text).toContainText('They wade.')
  await page.getByRole('button', { name: 'Save the right side' }).click()
  await expect(text).toHaveCount(0)
  await expect(page.getByRole('region', { name: 'Edit' })).toContainText('They wade.')
})
