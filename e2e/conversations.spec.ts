import { writeZip } from '../lib/schemas/zip/write-zip.fixture'
import { inFirstWorkspace } from './first-workspace'
import { expect, expectAccessible, test } from './fixtures'
import { freshTag } from './fresh-tag'
import { createOwnWorkspace } from './own-workspace'
import { PlaygroundPage } from './pages/playground.page'

test('a question is edited in a branch, and both ways name each other', async ({ page }) => {
  test.setTimeout(240_000)
  const playground = new PlaygroundPage(page)
  await playground.open()
  const tag = freshTag()
  const first = `What is a chunk? ${tag}`
  await playground.ask(first)
  await playground.ask('How large is it?')
  const log = page.getByRole('log', { name: 'Conversation' })
  await page.getByRole('button', { name: 'Edit and ask again' }).last().click()
  const box = page.getByRole('textbox', { name: 'Edited question' })
  await expect(box).toBeFocused()
  await box.fill('How small may it be?')
  await page.getByRole('button', { name: 'Ask in a branch' }).click()
  await expect(log.getByText('How large is it?')).toHaveCount(0)
  await playground.isAnswered()
  await expect(log.getByText('How small may it be?')).toBeVisible()

  await log
    .getByText(/^branched from/)
    .getByRole('link')
    .click()
  await expect(log.getByText('How large is it?')).toBeVisible()
  await expect(log.getByText(/^goes on another way in/)).toBeVisible()
  await expect(playground.answers).toHaveCount(2)

  await page.getByRole('button', { name: 'Branch from here' }).first().click()
  await expect(playground.answers).toHaveCount(0)
  await expect(log.getByRole('paragraph').filter({ hasText: first })).toBeVisible()
  await expectAccessible(page)
})

test('a constraint said in turn 2 holds in turn 40, and the inspector shows why', async ({ page }) => {
  test.setTimeout(240_000)
  const playground = new PlaygroundPage(page)
  await playground.open()
  const headers = { origin: new URL(page.url()).origin }
  const title = `Trip ${freshTag()}`
  const created = await page.request.post('/api/v1/conversations', { headers, data: { title } })
  const { id } = (await created.json()) as { id: string }
  const messages = Array.from({ length: 40 }, (_, at) => {
    const chat = `Sight number ${at} was built of stone. `.repeat(12)
    const content = at === 1 ? `Nothing may cost more than 500 euros. ${chat}` : chat
    return { id: `m${at}`, role: at < 2 || at % 2 === 0 ? 'user' : 'assistant', content }
  })
  const added = await page.request.post(`/api/v1/conversations/${id}/messages/batch`, { headers, data: { messages } })
  expect(added.ok()).toBe(true)

  await playground.open(inFirstWorkspace(`/playground?conversation=${id}`))
  const log = page.getByRole('log', { name: 'Conversation' })
  const facts = log.getByRole('list', { name: 'Facts' })
  await expect(facts).toHaveText(/constraint: Nothing may cost more than 500 euros/)
  await playground.setOption('Window', '4000')
  await playground.ask('Which hotel shall I book?')
  const inspector = playground.inspector
  await inspector.getByRole('tab', { name: /^History/ }).click()
  const fact = inspector.getByRole('list', { name: 'Facts of the conversation' }).getByRole('button')
  await expect(fact).toContainText('Nothing may cost more than 500 euros')
  await expect(fact).toContainText('fact, from turn 2 · sent: its turn is not sent')
  await fact.click()
  await expect(inspector.getByRole('button', { name: /^Turn 2 · question/ })).toHaveAttribute('aria-expanded', 'true')
  await playground.showTab('Text')
  await expect.poll(() => playground.shownText('user')).toContain('- Nothing may cost more than 500 euros')

  await facts.getByRole('button', { name: 'Correct the fact' }).click()
  await page.getByRole('textbox', { name: 'Fact', exact: true }).fill('Nothing may cost more than 900 euros')
  await page.keyboard.press('Enter')
  await expect(facts).toHaveText(/900 euros/)
  await expect(facts.getByRole('img', { name: 'pinned' })).toBeVisible()
  await facts.getByRole('button', { name: /^Drop the fact/ }).click()
  await facts.getByRole('button', { name: 'Take it back' }).click()
  await expect(facts.getByRole('button', { name: /^Drop the fact/ })).toBeVisible()

  await log.getByRole('button', { name: 'Pin this message' }).nth(3).click()
  await expect(log.getByRole('button', { name: 'Unpin this message' })).toHaveCount(1)
  await playground.ask('And which one is the nearest?')
  await inspector.getByRole('tab', { name: /^History/ }).click()
  await expect(inspector.getByRole('button', { name: /^Turn 4 · answer sent: pinned/ })).toBeVisible()
  await expectAccessible(page)
})

test('conversations of another product are looked at, then imported, and exported again', async ({ page }) => {
  const playground = new PlaygroundPage(page)
  await playground.open()
  const tag = freshTag()
  const chat = (uuid: string, name: string, texts: string[]) => ({
    uuid,
    name,
    created_at: '2025-02-01T10:00:00Z',
    chat_messages: texts.map((text, at) => ({ uuid: `${uuid}-${at}`, sender: at % 2 ? 'assistant' : 'human', text })),
  })
  const content = JSON.stringify([
    chat(`a-${tag}`, `Gulls ${tag}`, ['Do they swim?', 'Yes.']),
    chat(`b-${tag}`, 'Empty', []),
  ])
  await page.getByRole('button', { name: 'Filter and import' }).click()
  await page.getByRole('menuitem', { name: 'Import conversations' }).click()
  const dialog = page.getByRole('dialog', { name: 'Import conversations' })
  const file = { name: 'conversations.json', mimeType: 'application/json', buffer: Buffer.from(content) }
  const input = dialog.getByLabel('File', { exact: true })
  await input.setInputFiles(file)
  await expect(dialog.getByText('From Claude: 2 conversations.')).toBeVisible()
  // an export comes as an archive
  const archive = Buffer.from(writeZip([{ path: 'export/conversations.json', text: content, isDeflated: true }]))
  await input.setInputFiles({ name: 'export.zip', mimeType: 'application/zip', buffer: archive })
  await expect(dialog.getByText('From Claude: 2 conversations.')).toBeVisible()
  await expect(dialog.getByRole('listitem').filter({ hasText: 'Nothing was said in it.' })).toContainText(
    'not imported',
  )
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Import 1 conversation' }).click()
  await expect(page.getByText('1 conversation is imported')).toBeVisible()

  await page.getByRole('searchbox', { name: 'Search conversations' }).fill(`Gulls ${tag}`)
  const item = playground.conversations.getByRole('listitem').filter({ hasText: `Gulls ${tag}` })
  await item.getByRole('button', { name: /^Actions/ }).click()
  const download = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: 'Export as Markdown' }).click()
  expect((await download).suggestedFilename()).toBe(`gulls-${tag}.md`)
})

test('a summary is edited, and gives way to its turns for a question', async ({ page }) => {
  test.setTimeout(240_000)
  const playground = new PlaygroundPage(page)
  await playground.open()
  const headers = { origin: new URL(page.url()).origin }
  const title = `Mill ${freshTag()}`
  const created = await page.request.post('/api/v1/conversations', { headers, data: { title } })
  const { id } = (await created.json()) as { id: string }
  const filler = 'So it goes on and on, as it has done with these things. '.repeat(12)
  const messages = [1, 2, 3, 4, 5, 6, 7, 8].flatMap((day) => {
    const at = new Date(Date.UTC(2026, 0, day)).toISOString()
    return [
      { role: 'user', at, content: `The wheel of the mill turned ${day}14 times.` },
      { role: 'assistant', at, content: `${filler}Noted.` },
    ]
  })
  const added = await page.request.post(`/api/v1/conversations/${id}/messages/batch`, { headers, data: { messages } })
  expect(added.ok()).toBe(true)

  await playground.open(inFirstWorkspace(`/playground?conversation=${id}`))
  await playground.setOption('Window', '2000')
  await playground.setOption('Response reserve', '200')
  await playground.ask('How often did the wheel of the mill turn?')
  const inspector = playground.inspector
  await inspector.getByRole('tab', { name: /^History/ }).click()
  const summaries = inspector.getByRole('list', { name: 'Summaries' })
  const summary = summaries.getByRole('button', { name: /^Summary of/ }).first()
  await summary.click()
  await expect(summaries).toContainText('User: The wheel of the mill turned')
  await expect(summaries).toContainText('sentences of the conversation')
  await summaries.getByRole('button', { name: 'Edit' }).click()
  const box = summaries.getByRole('textbox', { name: 'Summary' })
  await expect(box).toBeFocused()
  await box.fill('It turned 900 times.')
  await summaries.getByRole('button', { name: 'Save' }).click()
  await expect(summaries).toContainText('Changed since. The next question gets:')
  await expect(summaries).toContainText('edited by hand')

  await summaries.getByRole('button', { name: 'Send its turns instead' }).click()
  await expect(page.getByText('turns of1 summary')).toHaveCount(2)
  await inspector.getByRole('button', { name: 'Ask again with this' }).click()
  await expect(playground.answers).toHaveCount(messages.length / 2 + 2)
  await playground.isAnswered()
  await inspector.getByRole('tab', { name: /^History/ }).click()
  await expect(inspector.getByRole('button', { name: /sent: asked for in place of its summary/ }).first()).toBeVisible()
  await expectAccessible(page)

  await page.getByRole('button', { name: 'Send the summary again' }).first().click()
  await expect(page.getByText('turns of1 summary')).toHaveCount(0)
})

test.describe('without a connection', () => {
  test.use({ expectedErrors: /Failed to load resource/ })

  test('conversations beyond the newest hundred are listed on demand', async ({ page, baseURL }) => {
    const { path, post } = await createOwnWorkspace(page, baseURL)
    for (let at = 0; at < 102; at++) await post('/conversations', { title: `Walk ${at}` })
    const playground = new PlaygroundPage(page)
    await playground.open(path('/playground'))
    const items = playground.conversations.getByRole('listitem')
    await expect(items).toHaveCount(100)
    const isNext = (url: URL) => url.pathname.endsWith('/conversations') && url.searchParams.has('cursor')
    await page.route(isNext, (route) => route.abort())
    await playground.conversations.getByRole('button', { name: 'Show more' }).press('Enter')
    const again = playground.conversations.getByRole('button', { name: 'Try again' })
    await expect(again).toBeFocused()
    await expect(playground.conversations.getByRole('alert')).toBeInViewport()
    await page.unroute(isNext)
    await again.press('Enter')
    await expect(items).toHaveCount(102)
    await expect(items.last()).toContainText('Walk 0')
    await expect(playground.conversations.getByRole('button', { name: 'Show more' })).toHaveCount(0)
    await expect(playground.conversations.getByRole('alert')).toHaveCount(0)
    await expectAccessible(page)
    await page.goto(path('/playground?tag=birds'))
    await expect(page.getByText('No conversation is under “birds”.')).toBeVisible()
  })
})
