import type { Page } from '@playwright/test'
import { ScriptedOpenAi } from '../lib/models/testing/scripted-openai.fixture'
import { expect, expectAccessible, test } from './fixtures'
import { createOwnWorkspace, type OwnWorkspace } from './own-workspace'
import { PlaygroundPage } from './pages/playground.page'

let upstream: ScriptedOpenAi
const MODELS = ['model-one', 'model-two', 'model-three', 'model-four']

test.beforeAll(async () => {
  upstream = await ScriptedOpenAi.start()
})
test.afterAll(() => upstream.stop())
test.beforeEach(() => {
  upstream.completionRule = undefined
})

async function openWithModels(page: Page, baseURL: string | undefined): Promise<OwnWorkspace> {
  const workspace = await createOwnWorkspace(page, baseURL)
  await workspace.post('/providers', {
    kind: 'openai-compatible',
    name: 'House',
    baseUrl: upstream.baseUrl,
    models: MODELS.map((id) => ({ id, contextWindow: 20_000, prices: { input: 2, cachedInput: 1, output: 8 } })),
  })
  return workspace
}

/** Something that lasts until it is ended. */
function hold(): { until: Promise<void>; end: () => void } {
  let end = () => {}
  const until = new Promise<void>((resolve) => {
    end = resolve
  })
  return { until, end }
}

/** The model that the completion is asked of, which is being answered. */
const askedModel = () => String(upstream.received.at(-1)?.body.model)
const columnsOf = (page: Page) => page.getByRole('region', { name: 'Answers side by side' })

test('a question is answered by several models side by side, and goes on with one of them', async ({
  page,
  baseURL,
}) => {
  const workspace = await openWithModels(page, baseURL)
  const playground = new PlaygroundPage(page)
  await playground.open(workspace.path('/playground?model=model-one'))
  const chips = page.getByRole('list', { name: 'Asked side by side' })
  await page.getByRole('button', { name: 'Side by side' }).click()
  await expect(chips.getByRole('listitem')).toHaveCount(3)
  await expect(chips.getByRole('button', { name: /^Column 2/ })).toBeFocused()
  await chips.getByRole('button', { name: 'Add a column' }).press('Enter')
  await expect(chips.getByRole('button', { name: /^Column 3/ })).toBeFocused()
  // by keyboard: away, and there again
  await chips.getByRole('button', { name: /^Column 3/ }).press('Delete')
  await expect(chips.getByRole('button', { name: /^Column 2/ })).toBeFocused()
  await page.keyboard.press('c')
  await expect(chips.getByRole('button', { name: /^Column 3/ })).toBeFocused()
  await page.keyboard.press('Enter')
  await page.getByRole('menuitem', { name: 'model-three' }).click()
  await expect(page).toHaveURL(/beside=/)

  const held = hold()
  const usage = { prompt_tokens: 400, completion_tokens: 12 }
  let isBroken = true
  upstream.completionRule = () => {
    const model = askedModel()
    if (model === 'model-three' && isBroken) return { status: 400, error: 'out of order' }
    if (model === 'model-two') return { deltas: ['Two says ', 'so much [k1].'], heldUntil: held.until, usage }
    return { deltas: [`${model} says 400 tokens [k1].`], usage }
  }
  await playground.startAsking('How large is a chunk?')
  const columns = columnsOf(page)
  await expect(columns.getByText('model-one says 400 tokens')).toBeVisible()
  await expect(columns.getByText(/out of order/)).toBeVisible()
  await expect(columns.getByText('Two says')).toBeVisible()
  await columns.getByRole('button', { name: 'Stop answer 2' }).click()
  await expect(columns.getByText('stopped', { exact: true })).toBeVisible()
  held.end()
  await playground.isIdle()

  isBroken = false
  await columns.getByRole('button', { name: 'Retry', exact: true }).last().click()
  await expect(columns.getByText('model-three says 400 tokens')).toBeVisible()
  await playground.isIdle()
  await expect(columns.getByText(/\$0\.000/).first()).toBeVisible()
  await expect(columns.getByText('goes on', { exact: true })).toHaveCount(1)
  await expectAccessible(page)

  // one more, for the question that is answered already
  await page.getByRole('button', { name: 'Answer in one more column', exact: true }).click()
  await page.getByRole('menuitem', { name: 'model-four' }).click()
  await expect(columns.getByText('model-four says 400 tokens')).toBeVisible()
  await expect(chips.getByRole('button', { name: /^Column 4/ })).toContainText('model-four')
  await expect(page.getByRole('button', { name: 'Answer in one more column', exact: true })).toHaveCount(0)
  await playground.isIdle()
  await chips.getByRole('button', { name: 'Remove column 4' }).click()

  await columns.getByRole('button', { name: 'Continue with this one' }).nth(1).click()
  await expect(columns.getByRole('button', { name: 'Continue with this one' })).toHaveCount(3)
  await expect(playground.question).toBeFocused()
  await expect(columns.getByRole('button', { name: /^Compare the context of answer/ })).toHaveCount(4)
  await page.reload()
  await expect(columns.getByRole('article', { name: 'Answer' })).toHaveCount(4)
  await expect(columns.getByText('model-one says 400 tokens')).toBeVisible()
  // the chosen answer is of the third column, which keeps its name
  for (const [at, model] of MODELS.slice(0, 3).entries())
    await expect(chips.getByRole('listitem').nth(at)).toContainText(model)
  await chips.getByRole('button', { name: 'Remove column 3' }).click()
  await chips.getByRole('button', { name: 'Remove column 2' }).click()
  await playground.ask('And the overlap?')
  const sent = JSON.stringify(upstream.received.at(-1)?.body.messages)
  expect(sent).toContain('model-three says 400 tokens')
  expect(sent).not.toContain('model-one says 400 tokens')

  await columns.getByRole('button', { name: /^Compare the context of answer 1/ }).click()
  await page.getByRole('menuitem', { name: /^3 / }).click()
  await expect(playground.inspector.getByRole('tab', { name: 'Compare', selected: true })).toBeVisible()
  await expect(playground.inspector.getByText(/Answer \d to the same question/)).toBeVisible()
})

test('columns are read on after a reload, stop together, and are tabs on a narrow screen', async ({
  page,
  baseURL,
}) => {
  const workspace = await openWithModels(page, baseURL)
  const playground = new PlaygroundPage(page)
  await playground.open(workspace.path('/playground?model=model-one&beside=model%3Dmodel-two'))
  const held = hold()
  upstream.completionRule = () => ({ deltas: [`${askedModel()} begins `, 'and ends.'], heldUntil: held.until })
  await playground.startAsking('How large is a chunk?')
  const columns = columnsOf(page)
  await expect(columns.getByText('model-two begins')).toBeVisible()
  await expect(columns.getByText('model-one begins')).toBeVisible()
  await page.reload()
  await expect(columns.getByText('model-one begins')).toBeVisible()
  await expect(columns.getByText('model-two begins')).toBeVisible()
  await playground.stop.click()
  await expect(columns.getByText('stopped', { exact: true })).toHaveCount(2)
  held.end()

  await page.setViewportSize({ width: 390, height: 844 })
  await expect(columns.getByRole('tab')).toHaveCount(2)
  await columns.getByRole('tab', { name: /model-two/ }).click()
  await expect(columns.getByText('model-two begins')).toBeVisible()
  await expect(columns.getByText('model-one begins')).toBeHidden()
  await columns.getByRole('tab', { name: /model-two/ }).press('ArrowLeft')
  await expect(columns.getByText('model-one begins')).toBeVisible()
})

test('a long answer leaves the shorter ones beside it in view, while it comes and after', async ({ page, baseURL }) => {
  const workspace = await openWithModels(page, baseURL)
  const playground = new PlaygroundPage(page)
  await playground.open(workspace.path('/playground?model=model-one&beside=model%3Dmodel-two'))
  const held = hold()
  const lines = Array.from({ length: 120 }, (_, at) => `${at + 1}. A chunk is as large as it is.\n`)
  upstream.completionRule = () => ({
    deltas: askedModel() === 'model-one' ? [...lines, 'That was all.'] : ['Two is short.'],
    heldUntil: askedModel() === 'model-one' ? held.until : undefined,
  })
  await playground.startAsking('How large is a chunk?')
  const columns = columnsOf(page)
  const [short, end] = [columns.getByText('Two is short.'), columns.getByText('That was all.')]
  await expect(columns.getByText('A chunk is as large as it is.').last()).toBeInViewport()
  await expect(short).toBeInViewport()
  held.end()
  await playground.isIdle()
  await expect(end).toBeInViewport()
  await expect(short).toBeInViewport()
  await page.reload()
  await expect(columns.getByText('A chunk is as large as it is.').first()).toBeInViewport()
  await expect(short).toBeInViewport()
  await expect(end).not.toBeInViewport()
  await end.scrollIntoViewIfNeeded()
  await expect(short).toBeInViewport()
  await expectAccessible(page)
})

test('answers side by side stay as they are while earlier messages come, and a link leads to one in a tab', async ({
  page,
  baseURL,
}) => {
  const workspace = await openWithModels(page, baseURL)
  const { id } = (await workspace.post('/conversations', { title: 'Long talk' })) as { id: string }
  const messages = Array.from({ length: 100 }, (_, at) => ({
    role: at % 2 === 0 ? 'user' : 'assistant',
    content: 'Ah.',
  }))
  await workspace.post(`/conversations/${id}/messages/batch`, { messages })
  const playground = new PlaygroundPage(page)
  const path = workspace.path(`/playground?conversation=${id}`)
  await page.goto(`${path}&beside=model%3Dmodel-two`)
  await playground.chooseModel('model-one')
  upstream.completionRule = () => ({ deltas: [`${askedModel()} says 400 tokens [k1].`] })
  await playground.startAsking('How large is a chunk?')
  const columns = columnsOf(page)
  const answers = columns.getByRole('article', { name: 'Answer' })
  await expect(answers).toHaveCount(2)
  await expect(columns.getByText('says 400 tokens')).toHaveCount(2)
  await playground.isIdle()
  await page.reload()
  await expect(answers).toHaveCount(2)
  const shown = await columns.elementHandle()
  await playground.readBack()
  expect(await shown?.evaluate((section) => section.isConnected)).toBe(true)

  const second = await answers.nth(1).getAttribute('data-message')
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(`${path}&message=${second}`)
  await expect(columns.getByRole('tab', { selected: true })).toContainText('2')
  await expect(page.locator(`[data-message="${second}"]`)).toBeFocused()
})
