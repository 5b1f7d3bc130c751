import { ScriptedOpenAi } from '../lib/models/testing/scripted-openai.fixture'
import { expect, expectAccessibleInBothThemes, test } from './fixtures'
import { createOwnWorkspace } from './own-workspace'
import { PlaygroundPage } from './pages/playground.page'

const MODEL = 'slow-talk'

let upstream: ScriptedOpenAi
test.beforeAll(async () => {
  upstream = await ScriptedOpenAi.start()
})
test.afterAll(() => upstream.stop())

test.describe('where a context cannot be read', () => {
  test.use({ expectedErrors: /Failed to load resource/ })

  test('an answer says that its passages are missing, and shows them when they are asked for again', async ({
    page,
    baseURL,
  }) => {
    const workspace = await createOwnWorkspace(page, baseURL)
    const playground = new PlaygroundPage(page)
    await playground.open(workspace.path('/playground'))
    await playground.ask('How large is a chunk?')
    await page.waitForURL(/conversation=/)
    const isContext = (url: URL) => url.pathname.startsWith('/api/v1/compositions/')
    await page.route(isContext, (route) => route.abort())
    await page.reload()
    const answer = playground.answers.last()
    await expect(answer.getByText('The passages could not be loaded.')).toBeVisible()
    await expectAccessibleInBothThemes(page)
    await page.unroute(isContext)
    await answer.getByRole('button', { name: 'Try again', exact: true }).click()
    await expect(answer.getByText('The passages could not be loaded.')).toHaveCount(0)
    await expect(answer).toContainText('as large as 400 tokens')
  })
})

test('an edited question that is asked too early says so, and is asked when the answer has ended', async ({
  page,
  baseURL,
}) => {
  const workspace = await createOwnWorkspace(page, baseURL)
  await workspace.post('/providers', {
    kind: 'openai-compatible',
    name: 'Slow',
    baseUrl: upstream.baseUrl,
    models: [{ id: MODEL, contextWindow: 20_000 }],
  })
  const playground = new PlaygroundPage(page)
  await playground.open(workspace.path('/playground'))
  await playground.chooseModel(MODEL)
  upstream.next({ deltas: ['As large as 400 tokens [k1].'] })
  await playground.ask('How large are chunks?')
  await page.getByRole('button', { name: 'Edit and ask again', exact: true }).click()
  const edited = page.getByRole('textbox', { name: 'Edited question' })
  await edited.fill('How large is one chunk?')

  const held = Promise.withResolvers<void>()
  upstream.next({ deltas: ['They overlap ', 'by 50 [k1].'], heldUntil: held.promise })
  await playground.startAsking('Do they overlap?')
  const thread = page.getByRole('log', { name: 'Conversation' })
  await expect(thread).toHaveAttribute('aria-busy', 'true')
  await edited.press('Enter')
  const early = page.getByText('An answer is being written. Ask when it has ended.')
  await expect(early).toBeVisible()
  await expect(edited).toHaveValue('How large is one chunk?')

  held.resolve()
  await playground.isIdle()
  await expect(early).toBeHidden()
  const before = page.url()
  upstream.next({ deltas: ['One is as large as 400 tokens [k1].'] })
  await edited.press('Enter')
  await expect(playground.answers.last()).toContainText('One is as large as 400 tokens')
  await playground.isIdle()
  expect(page.url()).not.toBe(before)
})
