import { expect, expectAccessible, test } from './fixtures'
import { freshTag } from './fresh-tag'
import { PlaygroundPage } from './pages/playground.page'

test('a question is edited in a branch, and both ways name each other', async ({ page }) => {
  test.setTimeout(240_000)
  const playground = new PlaygroundPage(page)
  await playground.open()
  const tag = freshTag()
  const first = `What is a chunk? ${tag}`
  await playground.ask(first)
  await playground.ask('How large is it?')
  const log = page.getByRole('log', { name: 'Conversation' })
  await page.getByRole('button', { name: 'Edit and ask again' }).last().click()
  const box = page.getByRole('textbox', { name: 'Edited question' })
  await expect(box).toBeFocused()
  await box.fill('How small may it be?')
  await page.getByRole('button', { name: 'Ask in a branch' }).click()
  await expect(log.getByText('How large is it?')).toHaveCount(0)
  await playground.isAnswered()
  await expect(log.getByText('How small may it be?')).toBeVisible()

  await log
    .getByText(/^branched from/)
    .getByRole('link')
    .click()
  await expect(log.getByText('How large is it?')).toBeVisible()
  await expect(log.getByText(/^goes on another way in/)).toBeVisible()
  await expect(playground.answers).toHaveCount(2)

  await page.getByRole('button', { name: 'Branch from here' }).first().click()
  await expect(playground.answers).toHaveCount(0)
  await expect(log.getByRole('paragraph').filter({ hasText: first })).toBeVisible()
  await expectAccessible(page)
})

test('conversations of another product are looked at, then imported, and exported again', async ({ page }) => {
  const playground = new PlaygroundPage(page)
  await playground.open()
  const tag = freshTag()
  const chat = (uuid: string, name: string, texts: string[]) => ({
    uuid,
    name,
    created_at: '2025-02-01T10:00:00Z',
    chat_messages: texts.map((text, at) => ({ uuid: `${uuid}-${at}`, sender: at % 2 ? 'assistant' : 'human', text })),
  })
  const content = JSON.stringify([
    chat(`a-${tag}`, `Gulls ${tag}`, ['Do they swim?', 'Yes.']),
    chat(`b-${tag}`, 'Empty', []),
  ])
  await page.getByRole('button', { name: 'Filter and import' }).click()
  await page.getByRole('menuitem', { name: 'Import conversations' }).click()
  const dialog = page.getByRole('dialog', { name: 'Import conversations' })
  const file = { name: 'conversations.json', mimeType: 'application/json', buffer: Buffer.from(content) }
  await dialog.getByLabel('File').setInputFiles(file)
  await expect(dialog.getByText('From Claude: 2 conversations.')).toBeVisible()
  await expect(dialog.getByRole('listitem').filter({ hasText: 'Nothing was said in it.' })).toContainText(
    'not imported',
  )
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Import 1 conversation' }).click()
  await expect(page.getByText('1 conversation is imported')).toBeVisible()

  await page.getByRole('searchbox', { name: 'Search conversations' }).fill(`Gulls ${tag}`)
  const item = playground.conversations.getByRole('listitem').filter({ hasText: `Gulls ${tag}` })
  await item.getByRole('button', { name: /^Actions/ }).click()
  const download = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: 'Export as Markdown' }).click()
  expect((await download).suggestedFilename()).toBe(`gulls-${tag}.md`)
})
