import type { APIRequestContext } from '@playwright/test'
import { createModule } from './create-module'
import { expect, expectAccessibleInBothThemes, test } from './fixtures'
import { freshTag } from './fresh-tag'
import { EditorPage } from './pages/editor.page'

const sentences = (word: string) =>
  Array.from({ length: 14 }, (_, at) => `Of ${word} part ${at} says what is to be known there.`).join(' ')
const source = (id: string, ...words: string[]) =>
  `---\nid: ${id}\nname: ${id}\n---\n\n${words.map((word) => `## ${word}\n\n${sentences(word)}\n`).join('\n')}`

const create = (api: APIRequestContext, id: string) => createModule(api, source(id, 'Kiln', 'Glaze'))

test('a chunk is found by its keywords, follows its text, and is listed when that is gone', async ({ page, api }) => {
  test.slow()
  const id = freshTag()
  await create(api, id)
  const found = async () => {
    const { results } = await (await api.post('/api/v1/search', { data: { query: 'zyzzyva' } })).json()
    return results.filter((one: { chunkId: string; text: string }) => one.chunkId === `${id}@1#1`).length
  }
  const editor = new EditorPage(page)
  await editor.goto(id, '?tab=chunks')
  const glaze = editor.chunk(2)
  await editor.curate(2, { keywords: 'zyzzyva, enamel', questions: 'How is a pot made watertight?' })
  await expect(glaze).toContainText('enamel')
  await expect.poll(found).toBe(1)

  await glaze.getByRole('button', { name: 'Edit the text' }).click()
  const text = glaze.getByRole('textbox', { name: 'Text of this chunk' })
  await text.fill((await text.inputValue()).replace('part 3 says', 'part three says'))
  await glaze.getByRole('button', { name: 'Change the draft' }).click()
  await editor.saved()
  await expect(editor.source).toContainText('part three says')
  await expect(glaze).toContainText('of the text it was said of')

  await editor.replaceAll(source(id, 'Kiln', 'Clay'))
  const lost = page.getByRole('list', { name: 'Lost their anchor' })
  await expect(lost).toContainText('zyzzyva')
  await lost.getByRole('combobox', { name: 'Anchor it to a chunk' }).click()
  await page.getByRole('option', { name: '2 · Clay' }).click()
  await expect(lost).toHaveCount(0)
  await expect(editor.chunk(2)).toContainText('zyzzyva')

  await page.getByRole('button', { name: 'History', exact: true }).click()
  await page.getByRole('button', { name: 'Restore version 1' }).click()
  await expect(page.getByText('The curation is as in version 1')).toBeVisible()
  await expect(lost).toContainText('zyzzyva')
})

test('axe finds nothing where chunks are curated', async ({ page, api }) => {
  const id = freshTag()
  await create(api, id)
  const editor = new EditorPage(page)
  await editor.goto(id, '?tab=chunks')
  await editor.curate(1, { keywords: 'oven', questions: '' })
  await expect(editor.chunk(1)).toContainText('oven')
  await editor.chunk(2).getByRole('button', { name: 'Curate' }).click()
  await editor.chunk(1).getByRole('button', { name: 'Edit the text' }).click()
  await expectAccessibleInBothThemes(page)
})
