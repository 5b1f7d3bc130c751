import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import type { Page } from '@playwright/test'
import { expect, expectAccessibleInBothThemes, test } from './fixtures'
import { createOwnWorkspace } from './own-workspace'
import { PlaygroundPage } from './pages/playground.page'
import { RetrievalPage } from './pages/retrieval.page'

const QUESTION = 'How large is a chunk?'

const row = (page: Page, question: string) => page.getByRole('row').filter({ hasText: question })

async function makeSet(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'New query set' }).click()
  const dialog = page.getByRole('dialog', { name: 'New query set' })
  await dialog.getByLabel('Name').fill(name)
  await dialog.getByRole('button', { name: 'Create' }).click()
  await expect(page.getByRole('heading', { name, exact: true })).toBeVisible()
}

async function addQuery(page: Page, question: string, module: string): Promise<void> {
  await page.getByRole('button', { name: 'Add a query' }).first().click()
  const dialog = page.getByRole('dialog', { name: 'New query' })
  await dialog.getByLabel('Question').fill(question)
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog.getByText('Name a module.')).toBeVisible()
  await dialog.getByLabel('Module', { exact: true }).fill(module)
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(row(page, question)).toContainText(`includes ${module}`, { ignoreCase: true })
}

test('a set is made, run, looked into, mended and brought elsewhere', async ({ page, baseURL }, info) => {
  const { path, post } = await createOwnWorkspace(page, baseURL)
  await page.goto(path('/checks'))
  await expect(page.getByText('No query sets yet')).toBeVisible()
  await makeSet(page, 'Size')
  await addQuery(page, QUESTION, 'chunks')
  await addQuery(page, 'Who may publish?', 'roles')

  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(page.getByText('1 check fails').first()).toBeVisible()
  await expect(row(page, 'Who may publish?')).toContainText('There is no module roles.')
  await page.getByRole('button', { name: 'Only what fails' }).click()
  await expect(row(page, QUESTION)).toHaveCount(0)
  await page.getByRole('button', { name: 'Show all queries' }).click()

  // a check opens the context that it was held against, and its address shows it again
  await row(page, QUESTION).getByRole('button', { name: 'holds: includes chunks' }).click()
  const pane = page.getByRole('complementary', { name: QUESTION })
  await expect(pane.getByRole('tab', { name: 'Text' })).toHaveAttribute('aria-selected', 'true')
  await expect(pane).toContainText('A chunk is as large as 400 tokens')
  await page.reload()
  await expect(pane).toContainText('A chunk is as large as 400 tokens')
  await expectAccessibleInBothThemes(page)
  await pane.getByRole('button', { name: 'Close' }).click()

  await page.getByRole('button', { name: 'Edit “Who may publish?”' }).click()
  const remove = () => page.getByRole('dialog').getByRole('button', { name: 'Remove from the set' }).click()
  await remove()
  await expect(row(page, 'Who may publish?')).toHaveCount(0)
  await expect(page.getByRole('list', { name: 'Query sets' })).toContainText('changed since its run')
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByRole('button', { name: 'Edit “Who may publish?”' }).click()
  await remove()
  await expect(row(page, 'Who may publish?')).toHaveCount(0)
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(page.getByText('the check holds').first()).toBeVisible()

  await page.getByRole('button', { name: 'More for Size' }).click()
  await page.getByRole('menuitem', { name: 'Rename and describe…' }).click()
  const renaming = page.getByRole('dialog', { name: 'Rename and describe' })
  await renaming.getByLabel('Name').fill('Sizes')
  await renaming.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('heading', { name: 'Sizes', exact: true })).toBeVisible()

  await page.getByRole('button', { name: 'More for Sizes' }).click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'Export as YAML' }).click(),
  ])
  const file = info.outputPath('sizes.yaml')
  await download.saveAs(file)
  expect(readFileSync(file, 'utf8')).toContain(`text: ${QUESTION}`)

  // for other people's CI
  const { secret } = (await post('/api-keys', { name: 'ci', scopes: ['read', 'write', 'compose'] })) as {
    secret: string
  }
  const report = info.outputPath('checks.xml')
  const run = (...more: string[]) =>
    promisify(execFile)('node', [
      ...['lib/cli/run.mjs', 'lib/cli/checks.ts', '--url', baseURL ?? '', '--key', secret, ...more],
    ])
  const { stdout } = await run('--set', file, '--junit', report)
  expect(stdout).toContain('Sizes · production · 1 holds, 0 fail')
  expect(readFileSync(report, 'utf8')).toContain('tests="1" failures="0"')
  await expect(run('--set', 'Nothing')).rejects.toMatchObject({ code: 2, stderr: expect.stringContaining('Nothing') })
  await expect(run('--set', 'nowhere.yaml')).rejects.toMatchObject({
    code: 2,
    stderr: expect.stringContaining('There is no file nowhere.yaml.'),
  })
  await post('/query-sets/import', {
    content: readFileSync(file, 'utf8').replace('kind: includes', 'kind: excludes').replace('name: Sizes', 'name: Bad'),
  })
  await expect(run('--set', 'Bad')).rejects.toMatchObject({ code: 1, stdout: expect.stringContaining('✗') })
})

test('what was seen in an answer is saved as a check', async ({ page, baseURL }) => {
  const { path } = await createOwnWorkspace(page, baseURL)
  const playground = new PlaygroundPage(page)
  await playground.open(path('/playground'))
  await playground.ask(QUESTION)
  await playground.showTab('Candidates')
  await playground.inspector
    .getByRole('button', { name: /^Chunks/ })
    .first()
    .click()
  await playground.inspector
    .getByRole('button', { name: /^Check Chunks/ })
    .first()
    .click()
  const dialog = page.getByRole('dialog', { name: 'Save as a check' })
  await expect(dialog.getByLabel('Question')).toHaveValue(QUESTION)
  await dialog.getByLabel('Name of the new set').fill('From answers')
  await dialog.getByRole('button', { name: 'Save the check' }).click()
  await expect(page.getByText('Saved in “From answers”')).toBeVisible()
  await page.goto(path('/checks'))
  await page.getByRole('button', { name: /From answers/ }).click()
  await expect(row(page, QUESTION)).toContainText('includes Chunks')

  // and from the search, into the same query
  const retrieval = new RetrievalPage(page)
  await page.goto(path(`/retrieval?q=${encodeURIComponent(QUESTION)}`))
  await retrieval.rows('Lexical').first().click()
  await page.getByRole('button', { name: 'Save as a check' }).click()
  await dialog.getByRole('combobox', { name: 'Its context' }).click()
  await page.getByRole('option', { name: 'leaves this module out' }).click()
  await dialog.getByRole('button', { name: 'Save the check' }).click()
  await expect(page.getByText('Saved in “From answers”')).toBeVisible()

  // or it is proposed, and judged before it holds
  await page.getByRole('button', { name: 'Save as a check' }).click()
  await dialog.getByRole('combobox', { name: 'Its context' }).click()
  await page.getByRole('option', { name: 'should find this module (a label)' }).click()
  await expectAccessibleInBothThemes(page)
  await dialog.getByRole('button', { name: 'Propose…' }).click()
  const proposal = page.getByRole('dialog', { name: 'Propose the label' })
  await expect(proposal.getByLabel('Title')).toHaveValue(`Label “${QUESTION}”`)
  await expectAccessibleInBothThemes(page)
  await proposal.getByRole('button', { name: 'Propose', exact: true }).click()
  await expect(page.getByRole('heading', { name: `#1 Label “${QUESTION}”` })).toBeVisible()
  const proposed = page.getByRole('textbox', { name: 'Proposed', exact: true })
  await expect(proposed).toContainText('labels:')
  await expect(page.getByRole('textbox', { name: 'What it began with' })).not.toContainText('labels:')

  // and more is added to the same request, by keyboard alone
  await page.goto(path(`/retrieval?q=${encodeURIComponent('How much do chunks overlap?')}`))
  await retrieval.rows('Lexical').first().click()
  await page.getByRole('button', { name: 'Save as a check' }).click()
  const propose = dialog.getByRole('button', { name: 'Propose…' })
  // a key is not held back until the query sets are there, as a click is
  await expect(propose).toBeEnabled()
  await propose.press('Enter')
  await page.getByRole('combobox', { name: 'Add it to' }).press('Enter')
  await expect(page.getByRole('option', { name: 'A new change request' })).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('option', { name: /^#1/ })).toBeFocused()
  await page.keyboard.press('Enter')
  await page
    .getByRole('dialog', { name: 'Propose the check' })
    .getByRole('button', { name: 'Propose', exact: true })
    .press('Enter')
  await expect(page).toHaveURL(/\/changes\/1\?set=/)
  await expect(proposed).toContainText('labels:')
  await expect(proposed).toContainText('How much do chunks overlap?')

  // a set that the request makes is added to as well; which sets there are may come late
  await page.route('**/api/v1/query-sets', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    await route.continue()
  })
  for (const question of ['What is a chunk?', 'How many tokens has a chunk?']) {
    await page.goto(path(`/retrieval?q=${encodeURIComponent(question)}`))
    await retrieval.rows('Lexical').first().click()
    await page.getByRole('button', { name: 'Save as a check' }).click()
    await dialog.getByRole('combobox', { name: 'Query set' }).click()
    await page.getByRole('option', { name: 'A new set' }).click()
    await dialog.getByLabel('Name of the new set').fill('Words')
    await dialog.getByRole('button', { name: 'Propose…' }).click()
    await page.getByRole('combobox', { name: 'Add it to' }).click()
    await page.getByRole('option', { name: /^#1 / }).click()
    await page.getByRole('button', { name: 'Propose', exact: true }).click()
    await expect(proposed).toContainText(question)
  }
  await expect(proposed).toContainText('What is a chunk?')
})

test('each module is left out once, and what carries a check is told', async ({ page, baseURL }) => {
  const { path } = await createOwnWorkspace(page, baseURL)
  await page.goto(path('/checks'))
  await makeSet(page, 'Carried')
  await addQuery(page, QUESTION, 'chunks')
  await page.getByRole('tab', { name: 'Without each module' }).click()
  await expect(page.getByText('No module was left out yet')).toBeVisible()
  await page.getByRole('button', { name: 'Leave out each module' }).click()
  const carried = page.getByRole('row').filter({ hasText: 'carries 1 check' })
  await expect(carried).toHaveCount(1)
  await expect(page.getByRole('button', { name: 'Leave out again' })).toBeVisible()
  const file = page.waitForEvent('download')
  await page.getByRole('button', { name: 'CSV', exact: true }).last().press('Enter')
  expect((await file).suggestedFilename()).toBe('without each module.csv')
  await expectAccessibleInBothThemes(page)
  await page
    .getByRole('button', { name: /^Contexts that change without/ })
    .first()
    .click()
  await expect(page.getByText('Breaks: includes chunks.')).toBeVisible()
  await page.getByRole('link', { name: 'Compare' }).first().click()
  await page.waitForURL(/\/compare\?/)
  await expect(page.getByText(/−\d+ tokens/).first()).toBeVisible()
  // what was found is kept
  await page.goBack()
  await expect(carried).toHaveCount(1)

  // how far candidates came, as a picture and as the table beneath it
  await page.getByRole('tab', { name: 'Queries' }).click()
  await row(page, QUESTION).getByRole('button', { name: QUESTION, exact: true }).click()
  const pane = page.getByRole('complementary', { name: QUESTION })
  await pane.getByRole('button', { name: 'Pictures' }).click()
  const picture = pane.getByRole('img', { name: /^Candidates that go on/ })
  await expect(picture.locator('.recharts-bar-rectangle path').first()).toBeVisible()
  const steps = pane.getByRole('table', { name: 'Candidates by step' })
  await expect(steps.getByRole('row').filter({ hasText: 'Found' })).toHaveText(/Found[1-9]\d*0$/)
  await expectAccessibleInBothThemes(page)
})

test('on a phone the focus goes with the query set that is opened, and back', async ({ page, baseURL }) => {
  const { path, post } = await createOwnWorkspace(page, baseURL)
  const queries = [{ text: 'How large is a chunk?', checks: [{ kind: 'includes', module: 'chunks' }] }]
  for (const name of ['Food', 'Sizes']) await post('/query-sets', { name, queries })
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(path('/checks'))
  const set = page.getByRole('list', { name: 'Query sets', exact: true }).getByRole('button', { name: /^Sizes/ })
  await set.press('Enter')
  await expect(page.getByRole('region', { name: 'Query set', exact: true })).toBeFocused()
  await page.keyboard.press('Tab')
  const back = page.getByRole('button', { name: 'All query sets', exact: true })
  await expect(back).toBeFocused()
  await back.press('Enter')
  await expect(set).toBeFocused()
})
