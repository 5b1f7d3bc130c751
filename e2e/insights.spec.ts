import { expect, expectAccessible, test } from './fixtures'
import { freshTag } from './fresh-tag'
import { createOwnWorkspace } from './own-workspace'
import { INSIGHT_TABS, InsightsPage } from './pages/insights.page'
import { PlaygroundPage } from './pages/playground.page'

test('axe finds nothing on the insights, on a small dark screen neither', async ({ page, api }) => {
  await api.post('/api/v1/compose', { data: { query: 'What is a release?' } })
  const insights = new InsightsPage(page)
  for (const tab of INSIGHT_TABS) {
    await insights.open(tab)
    await expectAccessible(page)
  }
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.setViewportSize({ width: 390, height: 844 })
  for (const tab of INSIGHT_TABS) {
    await insights.open(tab)
    await expectAccessible(page)
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(overflow).toBe(0)
  }
})

test('a template is written, pinned, offered in the playground, deleted and brought back', async ({ page }) => {
  const insights = new InsightsPage(page)
  const title = `Steps ${freshTag()}`
  const text = `${title}: how do I use {feature}?`
  await insights.open('queries')
  await insights.addTemplate(title, text)
  const row = insights.row('Templates', title)
  await row.getByRole('button', { name: `Pin: ${title}` }).click()
  await expect(row).toContainText('Pinned')
  await expect(row).toContainText(`${title}: how do I use …?`)

  const playground = new PlaygroundPage(page)
  await playground.open()
  const shown = text.replace('{feature}', '…')
  await page.getByRole('list', { name: 'Suggested questions' }).getByRole('button', { name: shown }).click()
  await expect(playground.question).toHaveValue(shown)
  await playground.question.fill('')

  await insights.open('queries')
  await row.getByRole('button', { name: `Edit: ${title}` }).click()
  await insights.dialog.getByLabel('Question').fill('Shorter?')
  await insights.dialog.getByRole('button', { name: 'Save' }).click()
  await expect(row).toContainText('Shorter?')
  await row.getByRole('button', { name: `Delete: ${title}` }).click()
  await expect(row).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(row).toContainText('Shorter?')
  await row.getByRole('button', { name: `Hide: ${title}` }).click()
  await expect(row).toContainText('Hidden')
})

test('the jobs of a publish, and the cache that answered the second time, are seen', async ({ page, api }) => {
  const data = { query: `What did ${freshTag()} change?` }
  // what another journey publishes meanwhile makes the answer a new one
  await expect(async () => {
    const first = await (await api.post('/api/v1/compose', { data })).json()
    const second = await (await api.post('/api/v1/compose', { data })).json()
    expect(second.trace.caches).toMatchObject([{ name: 'composition', hits: 1 }])
    expect(second.text).toBe(first.text)
  }).toPass()

  const insights = new InsightsPage(page)
  await insights.open('caches')
  const hits = page
    .getByRole('row', { name: /^composition/i })
    .getByRole('cell')
    .nth(2)
  await expect(hits).not.toHaveText('0')

  const files = [{ path: `insight-${freshTag()}.md`, content: `# Insight\n\nSomething new to relate: ${freshTag()}.` }]
  await api.post('/api/v1/modules/import', { data: { files } })
  await insights.open('jobs')
  await expect(insights.row('Jobs', 'Relate modules').filter({ hasText: 'Done' }).first()).toBeVisible({
    timeout: 30_000,
  })
})

test('what each module’s tokens brought is sorted, and kept as a table', async ({ page, api }) => {
  await api.post('/api/v1/compose', { data: { query: 'How do I roll a module back?' } })
  const insights = new InsightsPage(page)
  await insights.open('return')
  const table = page.getByRole('table', { name: 'Token return' })
  const tokensOf = async () => {
    const cells = await table.locator('tbody tr td:nth-child(2)').allTextContents()
    return cells.map((cell) => Number(cell.replaceAll(',', '')))
  }
  await expect(table.locator('tbody tr').first()).toBeVisible()
  const tokens = await tokensOf()
  expect(tokens[0]).toBeGreaterThan(0)
  expect(tokens).toEqual(tokens.toSorted((x, y) => y - x))
  await table.getByRole('button', { name: 'Tokens' }).click()
  await expect(table.getByRole('columnheader', { name: 'Tokens' })).toHaveAttribute('aria-sort', 'ascending')
  await expect.poll(tokensOf).toEqual(tokens.toReversed())
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'CSV', exact: true }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/^token-return-since-.*\.csv$/)
})

test('a question without an answer is seen in the insights, and becomes a check', async ({ page, baseURL }) => {
  const { path, post, get } = await createOwnWorkspace(page, baseURL)
  const unanswered = 'Qwertz zuiop asdfg?'
  await post('/modules', { source: '---\nname: Invoices\n---\n\nInvoices become due within thirty days.\n' })
  await page.goto(path('/insights'))
  await expect(page.getByText('No context was composed in this time.').first()).toBeVisible()
  await post('/compose', { query: 'How large is a chunk?' })
  await post('/compose', { query: unanswered })
  await page.reload()

  // the picture has the numbers of the table
  const picture = page.getByRole('img', { name: /^Tokens by section/ })
  await expect(picture.locator('.recharts-bar-rectangle path').first()).toBeVisible()
  const report = (await get('/insights/contexts')) as { days: { day: string; tokens: { knowledge: number } }[] }
  const [day] = report.days
  const shortfalls = page.getByRole('img', { name: /^Contexts that fell short/ })
  await expect(shortfalls.locator('.recharts-bar-rectangle path').first()).toBeVisible()
  const row = page.getByRole('table', { name: 'Contexts by day' }).getByRole('row').filter({ hasText: day!.day })
  await expect(row).toContainText(day!.tokens.knowledge.toLocaleString('en-US'))
  await expect(page.getByRole('list', { name: 'Modules never sent' })).toHaveText('Invoices')

  const short = page.getByRole('list', { name: 'Contexts that fell short' }).getByRole('listitem')
  await expect(short).toHaveText(/^Qwertz zuiop asdfg\?no knowledge/)
  await short.getByRole('button', { name: `Add to a query set: ${unanswered}` }).click()
  const dialog = page.getByRole('dialog', { name: 'Save as a check' })
  await dialog.getByLabel('Name of the new set').fill('Unanswered')
  await dialog.getByRole('button', { name: 'Save the check' }).click()
  await expect(dialog).toHaveCount(0)
  await page.goto(path('/checks'))
  await page.getByRole('button', { name: /^Unanswered/ }).click()
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(page.getByText('1 check fails').first()).toBeVisible()
})

test.describe('the server', () => {
  test.use({ expectedErrors: /Failed to load resource/ })

  test('a server that has just started, or cannot be reached, says so', async ({ page }) => {
    const insights = new InsightsPage(page)
    await page.route('**/api/health', (route) => route.fulfill({ status: 503, json: { status: 'starting' } }))
    await insights.open('server')
    await expect(page.getByText('This server has just started: it tells of itself in a few seconds.')).toBeVisible()
    await page.unroute('**/api/health')
    const processes = page.getByRole('list', { name: 'Processes' })
    await expect(processes).toContainText('Answers people and programs')
    await page.route('**/api/health', (route) => route.abort())
    await expect(page.getByText('This is as it was loaded last: The server cannot be reached.')).toBeVisible()
    await expect(processes).toBeVisible()
    await page.unroute('**/api/health')
    await expect(page.getByText('This is as it was loaded last')).toHaveCount(0)
  })
})

test('the most used modules are called by their names, and kept as a table', async ({ page, baseURL }) => {
  const { path, post } = await createOwnWorkspace(page, baseURL)
  await post('/compose', { query: 'How large is a chunk?' })
  await expect(async () => {
    await page.goto(path('/insights?tab=usage'))
    await expect(page.getByRole('list', { name: 'Most used modules' })).toContainText('Chunks', { timeout: 3_000 })
  }).toPass()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'CSV', exact: true }).first().click(),
  ])
  expect(download.suggestedFilename()).toBe('most-used-modules.csv')
  await page.getByRole('list', { name: 'Most used modules' }).getByRole('link').first().click()
  await expect(page).toHaveURL(/\/modules\/chunks/)
})

test('what the contexts of a conversation were made of is drawn turn by turn', async ({ page, baseURL }) => {
  const { path, post } = await createOwnWorkspace(page, baseURL)
  const { id } = (await post('/conversations', { title: 'Sizes' })) as { id: string }
  const sent: number[] = []
  for (const query of ['How large is a chunk?', 'And how much do they overlap?']) {
    const { usage } = (await post('/compose', { query, conversationId: id })) as { usage: { inputTokens: number } }
    sent.push(usage.inputTokens)
    await post(`/conversations/${id}/messages`, { role: 'user', content: query })
    await post(`/conversations/${id}/messages`, { role: 'assistant', content: 'By 50 tokens.' })
  }
  await page.goto(path(`/playground?conversation=${id}`))
  await page.getByRole('button', { name: 'Budget over the turns' }).click()
  const dialog = page.getByRole('dialog', { name: 'Budget over the turns' })
  await expect(dialog.locator('.recharts-bar-rectangle path').first()).toBeVisible()
  const rows = dialog.getByRole('table', { name: 'Budget by turn' }).getByRole('row')
  await expect(rows).toHaveCount(3)
  for (const [at, tokens] of sent.entries())
    await expect(rows.nth(at + 1)).toContainText(tokens.toLocaleString('en-US'))
  await expectAccessible(page)
})

test('which chunks of a module are used is seen in its editor', async ({ page, baseURL }) => {
  const { path, post } = await createOwnWorkspace(page, baseURL)
  await post('/compose', { query: 'How large is a chunk?' })
  await page.goto(path('/modules/chunks?tab=chunks'))
  await page.getByRole('button', { name: 'Use of the chunks' }).click()
  const use = page.getByRole('region', { name: 'Use of the chunks' })
  await expect(use).toContainText('Every chunk of version 1 was sent.')
  await expect(use.locator('.recharts-bar-rectangle path').first()).toBeVisible()
  await expect(use.getByRole('row').nth(1)).toHaveText(/10–$/)
  await expectAccessible(page)
})
