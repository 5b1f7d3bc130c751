import { ScriptedOpenAi } from '../lib/models/testing/scripted-openai.fixture'
import { expect, expectAccessible, test } from './fixtures'
import { createOwnWorkspace } from './own-workspace'
import { PlaygroundPage } from './pages/playground.page'

let upstream: ScriptedOpenAi

test.beforeAll(async () => {
  upstream = await ScriptedOpenAi.start()
})
test.afterAll(() => upstream.stop())

test('a model is chosen to read facts, and a tool that it asks for is shown folded', async ({ page, baseURL }) => {
  const workspace = await createOwnWorkspace(page, baseURL)
  const models = [{ id: 'reader-model', contextWindow: 20_000 }]
  await workspace.post('/providers', { kind: 'openai-compatible', name: 'House', baseUrl: upstream.baseUrl, models })

  await page.goto(workspace.path('/settings/profiles'))
  await expect(page.getByText('Nothing leaves this machine.', { exact: true })).toBeVisible()
  await page.getByRole('combobox', { name: 'What reads facts', exact: true }).click()
  await page.getByRole('option', { name: 'reader-model' }).click()
  await expect(page.getByText(/is sent to House, as usage of whoever asked/)).toBeVisible()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toBeDisabled()
  await expectAccessible(page)
  await page.reload()
  await expect(page.getByRole('combobox', { name: 'What reads facts', exact: true })).toContainText('reader-model')

  upstream.completionRule = () => ({
    deltas: ['Let me look.'],
    tool: { name: 'look_up', input: { city: 'Rome' } },
  })
  const playground = new PlaygroundPage(page)
  await playground.open(workspace.path('/playground?model=reader-model'))
  await playground.ask('How is the weather?')
  const tool = page.getByText('The model asked for the tool look_up', { exact: true })
  await expect(tool).toBeVisible()
  await tool.click()
  await expect(page.getByText('Loadout runs no tools: nothing was done.')).toBeVisible()
  await expect(page.getByText('"city": "Rome"')).toBeVisible()
  await expectAccessible(page)
  await page.reload()
  await expect(tool).toBeVisible()
})
