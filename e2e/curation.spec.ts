import type { APIRequestContext } from '@playwright/test'
import { createModule } from './create-module'
import { expect, expectAccessibleInBothThemes, test } from './fixtures'
import { freshTag } from './fresh-tag'
import { createOwnWorkspace } from './own-workspace'
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

test('what somebody said of a chunk while its form was open is not overwritten', async ({ page, api }) => {
  const id = freshTag()
  await create(api, id)
  const editor = new EditorPage(page)
  await editor.goto(id, '?tab=chunks')
  const [kiln, glaze] = [editor.chunk(1), editor.chunk(2)]
  for (const chunk of [kiln, glaze]) {
    await chunk.getByRole('button', { name: 'Curate' }).click()
    await chunk.getByLabel('Keywords').fill('of this tab')
  }
  const anchor = { headingPath: ['Glaze'], text: sentences('Glaze') }
  const theirs = [{ anchor, isExcluded: false, keywords: ['of another'], questions: [] }]
  const saved = await api.put(`/api/v1/modules/${id}/overlay`, { data: { entries: theirs, baseVersion: 0 } })
  expect(saved.ok(), await saved.text()).toBe(true)
  await kiln.getByRole('button', { name: 'Save' }).click()
  await kiln.getByRole('button', { name: 'Load again' }).click()
  await expect(kiln.getByRole('form')).toHaveCount(0)
  await glaze.getByRole('button', { name: 'Save' }).click()
  // the server says it where the page has not read the curation anew yet
  await expect(glaze.getByText(/curated this chunk meanwhile|was changed meanwhile/)).toBeVisible()
  await glaze.getByRole('button', { name: 'Load again' }).click()
  await expect(glaze).toContainText('of another')
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

test('the curation of two chunks is proposed, put on one that came meanwhile, and merged', async ({
  page,
  baseURL,
}) => {
  test.slow()
  const { path, post } = await createOwnWorkspace(page, baseURL)
  await post('/modules', { id: 'kiln', name: 'Kiln', body: source('kiln', 'Kiln', 'Glaze').split('---\n\n')[1] })
  const finds = async (query: string) => {
    const { results } = (await post('/search', { query })) as {
      results: { moduleId: string; scores: { lexical?: number } }[]
    }
    return results.some(({ moduleId, scores }) => moduleId === 'kiln' && scores.lexical !== undefined)
  }
  await page.goto(path('/modules/kiln?tab=chunks'))
  const editor = new EditorPage(page)
  await editor.propose(1, { keywords: 'zyzzyva' }, 'Words of potters')
  await editor.propose(2, { keywords: 'smaltite' }, '#1 Words of potters')
  expect(await finds('zyzzyva')).toBe(false)
  await page.getByRole('button', { name: 'Open' }).click()
  const proposed = page.getByRole('region', { name: 'Proposed curation', exact: true })
  await expect(proposed).toContainText('zyzzyva')
  await expect(proposed).toContainText('smaltite')
  await expectAccessibleInBothThemes(page)

  // another one curates the first chunk at once
  await page.goto(path('/modules/kiln?tab=chunks'))
  await editor.curate(1, { keywords: 'fireclay', questions: '' })
  await expect(editor.chunk(1)).toContainText('fireclay')
  await page.goto(path('/changes/1'))
  await expect(page.getByText('Its chunks were curated meanwhile: version 1')).toBeVisible()
  await expectAccessibleInBothThemes(page)
  await page.getByRole('button', { name: 'Apply its changes to version 1' }).click()
  await page.getByRole('button', { name: 'Merge' }).click()
  await expect(page.getByText('#1 is merged, and in production')).toBeVisible()
  expect(await finds('zyzzyva')).toBe(true)
  expect(await finds('smaltite')).toBe(true)
  expect(await finds('fireclay')).toBe(true)
  await page.goto(path('/modules/kiln?tab=chunks'))
  await expect(editor.chunk(2)).toContainText('smaltite')
})

test('a curation that somebody began is proposed on what they saw, and the request tells what came meanwhile', async ({
  page,
  baseURL,
}) => {
  test.slow()
  const { path, post, put } = await createOwnWorkspace(page, baseURL)
  await post('/modules', { id: 'kiln', name: 'Kiln', body: source('kiln', 'Kiln', 'Glaze').split('---\n\n')[1] })
  await page.goto(path('/modules/kiln?tab=chunks'))
  const editor = new EditorPage(page)
  const chunk = editor.chunk(1)
  await chunk.getByRole('button', { name: 'Curate' }).click()
  await chunk.getByLabel('Keywords').fill('smaltite')
  const anchor = { headingPath: ['Kiln'], text: `## Kiln\n\n${sentences('Kiln')}` }
  await put('/modules/kiln/overlay', { entries: [{ anchor, keywords: ['zyzzyva'] }], baseVersion: 0 })
  // the page learns of it where another chunk is curated
  const second = editor.chunk(2)
  await second.getByRole('button', { name: 'Curate' }).click()
  await second.getByLabel('Keywords').fill('cobalt')
  await second.getByRole('button', { name: 'Save' }).click()
  await second.getByRole('button', { name: 'Load again' }).click()
  await expect(page.getByText(/version 1/).first()).toBeVisible()
  await expect(chunk.getByLabel('Keywords')).toHaveValue('smaltite')
  await chunk.getByRole('button', { name: 'Propose' }).click()
  const dialog = page.getByRole('dialog', { name: /^Propose the curation/ })
  await dialog.getByLabel('Title').fill('Words of potters')
  await dialog.getByRole('button', { name: 'Propose', exact: true }).click()
  await expect(dialog).toHaveCount(0)
  await page.goto(path('/changes/1'))
  await expect(page.getByText('Its chunks were curated meanwhile: version 1')).toBeVisible()
})
