import { ScriptedOpenAi } from '../lib/models/testing/scripted-openai.fixture'
import { expect, test } from './fixtures'
import { createOwnWorkspace } from './own-workspace'
import { PlaygroundPage } from './pages/playground.page'

const MODEL = 'long-talk'
const SAID = 150
/** Of the latest messages. */
const READ = 60

let upstream: ScriptedOpenAi
test.beforeAll(async () => {
  upstream = await ScriptedOpenAi.start()
})
test.afterAll(() => upstream.stop())

test('a long conversation opens at its end with what was used, and reads the context of one answer', async ({
  page,
  baseURL,
}) => {
  const workspace = await createOwnWorkspace(page, baseURL)
  await workspace.post('/providers', {
    kind: 'openai-compatible',
    name: 'Long',
    baseUrl: upstream.baseUrl,
    models: [{ id: MODEL, contextWindow: 20_000 }],
  })
  const playground = new PlaygroundPage(page)
  await playground.open(workspace.path('/playground'))
  await playground.chooseModel(MODEL)
  upstream.next({ deltas: ['As large as 400 tokens [k1].'] })
  await playground.ask('How large are chunks?')
  await page.waitForURL(/conversation=/)
  const id = new URL(page.url()).searchParams.get('conversation')
  const messages = Array.from({ length: SAID }, (_, at) => ({
    role: at % 2 === 0 ? 'user' : 'assistant',
    content: `What was said at place ${at}.`,
  }))
  await workspace.post(`/conversations/${id}/messages/batch`, { messages })
  await page.reload()
  // those before are read when somebody looks for them
  await expect(playground.answers).toHaveCount(READ / 2)
  for (const question of ['Do they overlap?', 'And by how much?']) {
    upstream.next({ deltas: ['By 50 [k1].'] })
    await playground.ask(question)
  }

  const read: string[] = []
  page.on('request', (request) => {
    if (request.url().includes('/api/v1/compositions/')) read.push(request.url())
  })
  await page.reload()
  await expect(playground.answers.last()).toBeInViewport()
  await expect(playground.usedLine).toBeVisible()
  await expect(playground.answers).toHaveCount(READ / 2)
  const used = page.getByRole('button', { name: /^used .* candidates/ })
  await expect(used).toHaveCount(2)
  await expect(playground.answers.last()).toBeInViewport()
  await expect(playground.inspector.getByRole('tab', { name: 'Text' })).toBeVisible()
  expect(read).toHaveLength(1)

  await playground.readBack()
  await expect(playground.answers).toHaveCount(SAID / 2 + 3)
  await expect(used).toHaveCount(3)
  await used.first().click()
  await expect(playground.inspector).toContainText('How large are chunks?')
  expect(read).toHaveLength(2)
})
