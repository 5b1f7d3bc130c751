import { ScriptedOpenAi } from '../lib/models/testing/scripted-openai.fixture'
import { expect, expectAccessibleInBothThemes, test } from './fixtures'
import { createOwnWorkspace } from './own-workspace'
import { PlaygroundPage } from './pages/playground.page'

const MODEL = 'quick-model'

let upstream: ScriptedOpenAi
test.beforeAll(async () => {
  upstream = await ScriptedOpenAi.start()
})
test.afterAll(() => upstream.stop())

test('an answer begins while the search by meaning is slow, and is given again once that has found more', async ({
  page,
  baseURL,
}) => {
  const workspace = await createOwnWorkspace(page, baseURL)
  const provider = await workspace.post('/providers', {
    kind: 'openai-compatible',
    name: 'House',
    baseUrl: upstream.baseUrl,
    models: [{ id: MODEL, contextWindow: 20_000 }],
  })
  const { id: providerId } = provider as { id: string }
  await workspace.put('/embedding', { kind: 'provider', providerId, model: 'scripted' })
  await expect
    .poll(async () => (await workspace.get('/embedding')) as object, { timeout: 30_000 })
    .toMatchObject({ building: null, active: { kind: 'provider' } })

  const held = Promise.withResolvers<void>()
  upstream.embeddingRule = () => ({ heldUntil: held.promise })
  upstream.next({ deltas: ['I do not know.'] }, { deltas: ['As large as 400 tokens [k1].'] })
  const playground = new PlaygroundPage(page)
  await playground.open(workspace.path('/playground'))
  await playground.chooseModel(MODEL)
  // the letters of what the module says, and none of its words
  await playground.startAsking('a knuhc si sa egral sa 004 snekot dna sknuhc palrevo yb 05?')
  const answer = playground.answers.last()
  await expect(answer).toContainText('I do not know.')
  await expect(answer.getByRole('status')).toHaveText(
    /^Waiting for the search by meaning, because the model was given no knowledge;.* it says “I do not know”\.$/,
  )
  // within the five seconds that a question's vector is waited for
  held.resolve()
  await expect(answer).toContainText('As large as 400 tokens')
  await playground.isAnswered()
  await expect(answer.getByText(/^Answered again with 1 more passage \(Chunks\), because/)).toBeVisible()
  // whoever read it come keeps their place
  await expect(answer.getByText('I do not know.')).toBeVisible()
  await expect(playground.usedLine).toContainText('used 1 of')

  await page.reload()
  await expect(answer.getByText('As large as 400 tokens')).toBeVisible()
  await expect(answer.getByText('I do not know.')).toBeHidden()
  await answer.getByText('First answer, from words alone').click()
  await expect(answer.getByText('I do not know.')).toBeVisible()
  await expectAccessibleInBothThemes(page)
})
