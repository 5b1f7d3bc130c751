import { ScriptedOpenAi } from '../lib/models/testing/scripted-openai.fixture'
import { expect, expectAccessibleInBothThemes, test } from './fixtures'
import { createOwnWorkspace, type OwnWorkspace } from './own-workspace'
import { PlaygroundPage } from './pages/playground.page'

const WORDS = Array.from({ length: 60 }, (_, index) => `word${index} `)
const MODEL = 'slow-model'

let upstream: ScriptedOpenAi
let workspace: OwnWorkspace

/** An answer of many words, of which the last one comes when it is released. */
function longAnswer(): () => void {
  let finish = () => {}
  const heldUntil = new Promise<void>((resolve) => {
    finish = resolve
  })
  upstream.next({ deltas: WORDS, delayMs: 20, heldUntil })
  return finish
}

test.beforeAll(async () => {
  upstream = await ScriptedOpenAi.start()
})
test.afterAll(() => upstream.stop())

test.beforeEach(async ({ page, baseURL }) => {
  workspace = await createOwnWorkspace(page, baseURL)
  await workspace.post('/providers', {
    kind: 'openai-compatible',
    name: 'Slow',
    baseUrl: upstream.baseUrl,
    models: [{ id: MODEL, contextWindow: 20_000 }],
  })
})

test('an answer goes on over a reload, with its context; it is stopped, and continued', async ({ page }) => {
  const playground = new PlaygroundPage(page)
  await playground.open(workspace.path('/playground'))
  await playground.chooseModel(MODEL)
  const finish = longAnswer()
  await playground.startAsking('How large are chunks?')
  await expect(playground.answers.last()).toContainText('word3')
  await page.waitForURL(/conversation=/)
  await page.reload()
  await expect(playground.stop).toBeVisible()
  await expect.poll(() => playground.shownText('user')).toContain('How large are chunks?')
  finish()
  await expect(playground.answers.last()).toContainText('word59')
  await playground.isAnswered()
  await expect(playground.answers).toHaveCount(1)

  await playground.chooseModel(MODEL)
  longAnswer()
  await playground.startAsking('And do they overlap?')
  await expect(playground.answers.last()).toContainText('word3')
  await playground.stop.click()
  await expect(playground.answers.last()).toContainText('stopped')
  await expect(playground.answers.last()).not.toContainText('word59')
  upstream.next({ deltas: ['and that is all.'] })
  await playground.continue.click()
  await expect(playground.answers.last()).toContainText('and that is all.')
  await expect(playground.answers.last()).toContainText('word3')
  await expect(playground.answers.last()).toContainText('continued after')
})

test.describe('with a connection that breaks', () => {
  test.use({ expectedErrors: /ERR_|network/i })

  test('an answer that breaks off says after how many words; one whose reader loses the network goes on', async ({
    page,
    context,
  }) => {
    const playground = new PlaygroundPage(page)
    await playground.open(workspace.path('/playground'))
    await playground.chooseModel(MODEL)
    upstream.next({ disconnectAfter: ['Only ', 'three ', 'words'] })
    await playground.startAsking('What is a policy?')
    await expect(playground.answers.last()).toContainText('The answer broke off after 3 words.')
    await expect(playground.continue).toBeVisible()
    await expect(playground.retry).toBeVisible()
    await expectAccessibleInBothThemes(page)
    await page.reload()
    await expect(playground.answers.last()).toContainText('The answer broke off after 3 words.')
    await expect(playground.continue).toBeVisible()

    await playground.chooseModel(MODEL)
    const finish = longAnswer()
    await playground.startAsking('And a layout?')
    await expect(playground.answers.last()).toContainText('word3')
    await context.setOffline(true)
    await page.reload({ timeout: 2_000 }).catch(() => undefined)
    await context.setOffline(false)
    await page.reload()
    await expect(playground.stop).toBeVisible()
    finish()
    await expect(playground.answers.last()).toContainText('word59')
  })
})
