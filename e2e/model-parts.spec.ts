import { ScriptedOpenAi } from '../lib/models/testing/scripted-openai.fixture'
import { ScriptedWire } from '../lib/models/testing/scripted-wire.fixture'
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

test('sources that a model names are listed; pages alone are links', async ({ page, baseURL }) => {
  const wire = await ScriptedWire.start('openai-responses')
  const workspace = await createOwnWorkspace(page, baseURL)
  const models = [{ id: 'search-model', contextWindow: 20_000 }]
  const provider = { kind: 'openai-responses', name: 'House', baseUrl: wire.baseUrl, apiKey: 'test-key-123', models }
  await workspace.post('/providers', provider)
  wire.next({
    deltas: ['It rains.'],
    sources: [
      { title: 'Rain of Rome', url: 'https://rain.example/rome' },
      { title: 'Click here', url: 'javascript:alert(1)' },
      { title: 'rain.pdf' },
    ],
  })
  const playground = new PlaygroundPage(page)
  await playground.open(workspace.path('/playground?model=search-model'))
  await playground.ask('How is the weather?')
  const named = page.getByText('The model named 3 sources', { exact: true })
  await named.click()
  const link = page.getByRole('link', { name: 'Rain of Rome', exact: true })
  await expect(link).toHaveAttribute('href', 'https://rain.example/rome')
  await expect(link).toHaveAttribute('rel', /noopener/)
  await expect(link).toHaveAttribute('target', '_blank')
  const list = page.getByRole('region', { name: 'The model named 3 sources', exact: true })
  await expect(list.getByText('javascript:alert(1)', { exact: true })).toBeVisible()
  await expect(list.getByText('rain.pdf', { exact: true })).toBeVisible()
  await expect(list.getByRole('link')).toHaveCount(1)
  await expectAccessible(page)
  await page.reload()
  await named.click()
  await expect(list.getByRole('listitem')).toHaveText([/^Rain of Rome/, /^Click here/, 'rain.pdf'])
  await wire.stop()
})
