import { readFileSync } from 'node:fs'
import { expect, expectAccessibleInBothThemes, test } from './fixtures'
import { createOwnWorkspace } from './own-workspace'
import { PlaygroundPage } from './pages/playground.page'
import { RetrievalPage } from './pages/retrieval.page'

const QUESTION = 'How large is a chunk?'
const PASSAGE = 'A chunk is as large as 400 tokens'

test('a passage is labelled where it is seen, found by a run, and told as outdated', async ({ page, baseURL }) => {
  const { path, post } = await createOwnWorkspace(page, baseURL)
  const playground = new PlaygroundPage(page)
  await playground.open(path('/playground'))
  await playground.ask(QUESTION)
  await playground.showTab('Text')
  await playground.inspector.getByRole('button', { name: 'Check Chunks' }).click()
  const dialog = page.getByRole('dialog', { name: 'Save as a check' })
  await dialog.getByRole('combobox', { name: 'Its context' }).click()
  await page.getByRole('option', { name: 'should find this passage (a label)' }).click()
  await expect(dialog.getByLabel('Passage')).toHaveValue(new RegExp(PASSAGE))
  await dialog.getByLabel('Passage').fill('…')
  await dialog.getByLabel('Name of the new set').fill('Passages')
  await expect(dialog.getByRole('button', { name: 'Save the label' })).toBeDisabled()
  await dialog.getByLabel('Passage').fill(PASSAGE)
  await dialog.getByRole('button', { name: 'Save the label' }).click()
  await expect(page.getByText('Saved in “Passages”')).toBeVisible()

  // and from the search, another passage of the same question
  const retrieval = new RetrievalPage(page)
  await page.goto(path(`/retrieval?q=${encodeURIComponent(QUESTION)}`))
  await retrieval.rows('Lexical').filter({ hasText: 'Chunks' }).first().click()
  // where the pane is a dialog itself, the lists of what it opens are not behind it
  await page.setViewportSize({ width: 800, height: 900 })
  await page.getByRole('button', { name: 'Save as a check or label' }).click()
  await dialog.getByRole('combobox', { name: 'Its context' }).click()
  await page.getByRole('option', { name: 'should find this module (a label)' }).click()
  await dialog.getByRole('combobox', { name: 'It', exact: true }).click()
  await page.getByRole('option', { name: 'the best answer' }).click()
  await dialog.getByRole('button', { name: 'Save the label' }).click()
  await expect(page.getByText('Saved in “Passages”')).toBeVisible()
  await page.setViewportSize({ width: 1440, height: 900 })

  await page.goto(path('/checks'))
  await page.getByRole('button', { name: /Passages/ }).click()
  const row = page.getByRole('row').filter({ hasText: QUESTION })
  // the playground asks with its model, the search with the workspace's own: two queries
  await page
    .getByRole('button', { name: `Edit “${QUESTION}”` })
    .first()
    .click()
  const form = page.getByRole('dialog', { name: 'Edit the query' })
  await form.getByRole('button', { name: 'Add a label' }).click()
  await form.getByLabel('Passage to find').last().fill('chunks overlap by 50')
  await form.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(form.getByText('Say which module the passage stands in.')).toBeVisible()
  await form.getByLabel('Module to find').last().fill('chunks')
  await form.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(form).toHaveCount(0)

  const run = page.getByRole('button', { name: 'Run', exact: true })
  await run.click()
  await expect(row.getByText('sent, place 1')).toHaveCount(3)
  await expect(page.getByText('100% / 100% / 100%')).toBeVisible()
  const content = '---\nid: chunks\nname: Chunks\n---\n\n# Chunks\n\nHow large is a chunk? It depends on the model.\n'
  await post('/modules/import', { files: [{ path: 'chunks.md', content }] })
  await run.click()
  await expect(row.getByText('outdated')).toHaveCount(2)
  await expect(row.first()).toContainText('The module no longer has it: label the text as it stands now.')

  // both runs over time, and as a file
  await expect(page.getByRole('img', { name: /^Runs of Passages over time/ })).toBeVisible()
  await expectAccessibleInBothThemes(page)
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'CSV' }).click()
  const lines = readFileSync(await (await download).path(), 'utf8')
    .trim()
    .split('\r\n')
  expect(lines).toHaveLength(3)
  expect(lines[0]).toContain('recall@10')
})
