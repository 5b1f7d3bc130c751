import { ScriptedOpenAi } from '../lib/models/testing/scripted-openai.fixture'
import { expect, expectAccessibleInBothThemes, test } from './fixtures'
import { createOwnWorkspace } from './own-workspace'
import { PlaygroundPage } from './pages/playground.page'

let upstream: ScriptedOpenAi

// the question beyond the limit
test.use({ expectedErrors: /status of 429/ })

test.beforeAll(async () => {
  upstream = await ScriptedOpenAi.start()
})
test.afterAll(() => upstream.stop())

test('an answer waits for a busy provider and shows its cost, which adds up, and is limited', async ({
  page,
  baseURL,
}) => {
  const workspace = await createOwnWorkspace(page, baseURL)
  await workspace.post('/providers', {
    kind: 'openai-compatible',
    name: 'House',
    baseUrl: upstream.baseUrl,
    models: [{ id: 'house', contextWindow: 20_000, prices: { input: 100, cachedInput: 10, output: 1_000 } }],
  })
  const playground = new PlaygroundPage(page)
  await playground.open(workspace.path('/playground'))
  await playground.chooseModel('house')
  upstream.next(
    { status: 503, error: 'overloaded', headers: { 'retry-after': '3' } },
    { deltas: ['As large as 400 tokens.'], usage: { prompt_tokens: 9_000, completion_tokens: 100 } },
  )
  await playground.startAsking('How large are chunks?')
  await expect(page.getByText('House is busy. Trying again in 3 s (2 of 3).')).toBeVisible()
  await expect(playground.answers.last()).toContainText('9k in · 100 out · $1.00')
  await expect(page.getByText('House is busy.')).toHaveCount(0)
  await expect(page.getByText('This conversation: 1 call · 9k tokens in · 100 out · $1.00')).toBeVisible()
  await page.getByRole('button', { name: '0 cached' }).click()
  const map = page.getByRole('dialog', { name: 'Cache map' })
  await expect(map.getByRole('row', { name: /^1 house .* First turn of this model\./ })).toContainText('9k')
  await expect(page).toHaveURL(/cache=true/)
  await expectAccessibleInBothThemes(page)
  await page.keyboard.press('Escape')
  await expect(map).toBeHidden()

  await page.goto(workspace.path('/insights?tab=cost'))
  const table = page.getByRole('table', { name: 'Usage' })
  await page.getByRole('combobox', { name: 'Group by' }).click()
  await page.getByRole('option', { name: 'By model' }).click()
  await expect(table.getByRole('row', { name: /^house/ })).toContainText('$1.00')
  await page.getByRole('combobox', { name: 'Group by' }).click()
  await page.getByRole('option', { name: 'By module' }).click()
  await expect(table.getByRole('row', { name: /^Chunks/ })).toContainText('$')
  await table.getByRole('button', { name: 'Chunks', exact: true }).click()
  await expect(page.getByText('Days of the module chunks')).toBeVisible()
  await expect(page.getByRole('img', { name: 'Tokens of each day; the table beneath has the numbers.' })).toBeVisible()
  const costs = page.getByRole('img', { name: 'Cost of each day; the table beneath has the numbers.' })
  await expect(costs.locator('.recharts-bar-rectangle path')).toHaveCount(1)
  const today = new Date().toISOString().slice(0, 10)
  await expect(table.getByRole('row', { name: new RegExp(`^${today}`) })).toContainText('$')
  await expect(table.getByRole('row', { name: /^Everything else/ })).toContainText('$')
  await expectAccessibleInBothThemes(page)
  await page.getByRole('button', { name: 'All modules', exact: true }).click()
  await expect(page.getByText('Days of the module chunks')).toHaveCount(0)
  await page.getByRole('combobox', { name: 'Group by' }).click()
  await page.getByRole('option', { name: 'By model' }).click()
  await expectAccessibleInBothThemes(page)
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: 'CSV' }).click()
  expect((await download).suggestedFilename()).toMatch(/^usage-by-model-.*\.csv$/)

  await page.goto(workspace.path('/settings/limits'))
  await page.getByRole('button', { name: 'Set the limit of Each member' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Tokens, in and out').fill('5,000')
  await expectAccessibleInBothThemes(page)
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('5,000 tokens a month')).toBeVisible()

  await playground.open(workspace.path('/playground'))
  await playground.startAsking('How do they overlap?')
  await expect(page.getByText(/Your limit of 5,000 tokens a month is used up: 9,100 were used\./)).toBeVisible()
  await playground.chooseModel('Offline model')
  await playground.ask('How do they overlap?')
  await expect(playground.answers.last()).toContainText('50')

  await page.goto(workspace.path('/settings/limits'))
  await page.getByRole('button', { name: 'Remove the limit of Each member' }).click()
  await expect(page.getByText('5,000 tokens a month')).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByText('5,000 tokens a month')).toBeVisible()

  await playground.open(workspace.path('/playground'))
  await playground.conversations
    .getByRole('button', { name: /How large are chunks/ })
    .first()
    .click()
  await page.getByRole('button', { name: 'Edit and ask again' }).click()
  const edited = page.getByRole('textbox', { name: 'Edited question' })
  await edited.fill('How small are chunks?')
  await page.getByRole('button', { name: 'Ask in a branch' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'Not asked. Your limit of 5,000 tokens' })).toBeVisible()
  await expect(edited).toHaveValue('How small are chunks?')
  await expect(playground.answers.last()).toContainText('As large as 400 tokens.')
  await expectAccessibleInBothThemes(page)
  await playground.chooseModel('Offline model')
  await page.getByRole('button', { name: 'Ask in a branch' }).click()
  await playground.isAnswered()
  await expect(page.getByRole('log').getByText('How small are chunks?')).toBeVisible()
  await expect(page.getByText('Not asked.')).toHaveCount(0)
})
