import { ScriptedOpenAi } from '../lib/models/testing/scripted-openai.fixture'
import { expect, expectAccessibleInBothThemes, test } from './fixtures'
import { createOwnWorkspace } from './own-workspace'
import { PlaygroundPage } from './pages/playground.page'
import { SettingsPage } from './pages/settings.page'

let upstream: ScriptedOpenAi

test.beforeAll(async () => {
  upstream = await ScriptedOpenAi.start()
  upstream.requiredKey = 'sk-the-right-key-0815'
  upstream.models = ['gpt-4o', 'house-model', 'another-model']
})
test.afterAll(() => upstream.stop())

test('a provider is tried as it is saved, its models are ticked, asked, and remembered', async ({ page, baseURL }) => {
  const workspace = await createOwnWorkspace(page, baseURL)
  const settings = new SettingsPage(page)
  await page.goto(workspace.path('/settings/providers'))
  await page.getByRole('button', { name: 'Add provider' }).click()
  const { dialog } = settings
  await dialog.getByRole('combobox', { name: 'Kind' }).click()
  await page.getByRole('option', { name: 'OpenAI-compatible' }).click()
  await dialog.getByLabel('Name').fill('House')
  await dialog.getByLabel('Address').fill(upstream.baseUrl)
  await dialog.getByLabel('API key').fill('sk-the-wrong-key-0815')
  await dialog.getByRole('button', { name: 'Connect' }).click()
  await expect(dialog.getByText('House refused the API key.')).toBeVisible()
  await dialog.getByLabel('API key').fill('sk-the-right-key-0815')
  await dialog.getByRole('button', { name: 'Connect' }).click()
  await expect(dialog.getByText('Connected: 3 models listed, 3 ticked.')).toBeVisible()
  // another name is no other connection; another kind has other models
  await dialog.getByLabel('Name').fill('House of models')
  await expect(dialog.getByRole('button', { name: 'Save', exact: true })).toBeVisible()
  await dialog.getByLabel('Name').fill('House')
  const ownModel = dialog.getByRole('checkbox', { name: 'another-model', exact: true })
  const kind = dialog.getByRole('combobox', { name: 'Kind' })
  await kind.click()
  await page.getByRole('option', { name: 'Anthropic' }).click()
  await expect(ownModel).toHaveCount(0)
  await expect(dialog.getByRole('button', { name: 'Connect' })).toBeVisible()
  await kind.click()
  await page.getByRole('option', { name: 'OpenAI-compatible' }).click()
  await expect(ownModel).toBeChecked()
  await expect(dialog.getByLabel('gpt-4o: dollars for a million input tokens')).toHaveValue('2.5')
  await expect(dialog.getByLabel('gpt-4o: context window in tokens')).toHaveAttribute('placeholder', '128,000')
  await dialog.getByRole('checkbox', { name: 'another-model', exact: true }).click()
  await dialog.getByLabel('house-model: context window in tokens').fill('20000')
  await expectAccessibleInBothThemes(page)
  await dialog.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(settings.row('Providers', 'House')).toContainText('2 models')

  await page.getByRole('link', { name: 'Ask House' }).click()
  const playground = new PlaygroundPage(page)
  const model = page.getByRole('combobox', { name: 'Model' })
  await expect(model).toContainText('gpt-4o')
  await playground.chooseModel('house-model')
  upstream.next({ deltas: ['As large ', 'as 400 tokens.'] })
  await playground.ask('How large are chunks?')
  await expect(playground.answers.last()).toContainText('As large as 400 tokens.')
  await expect(playground.conversations.getByRole('button', { name: /How large are chunks/ }).first()).toHaveAttribute(
    'title',
    'How large are chunks? (house-model)',
  )
  await playground.open(workspace.path('/playground'))
  await expect(model).toContainText('house-model')
})
