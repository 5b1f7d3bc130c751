import { expect, expectAccessible, test } from './fixtures'
import { freshTag } from './fresh-tag'
import { createOwnWorkspace } from './own-workspace'
import { PlaygroundPage } from './pages/playground.page'

test('a suggested question is answered from the library, with its bill of materials beside it', async ({ page }) => {
  const playground = new PlaygroundPage(page)
  await playground.open()
  const suggested = page.getByRole('list', { name: 'Suggested questions' })
  await suggested.getByRole('button', { name: 'How do I roll a module back to an older version?' }).click()
  await playground.isAnswered()

  await expect(playground.answers.last()).toContainText('restore the version you want')
  await playground.answers.last().getByRole('button', { name: 'k1', exact: true }).first().click()
  await expect(page).toHaveURL(/cite=k1/)
  await expect(playground.inspector.locator('[data-label="k1"]')).toBeInViewport()

  await playground.showTab('Sections')
  await expect(playground.inspector.getByRole('row', { name: /Knowledge/ })).toBeVisible()
  await playground.showTab('Steps')
  await expect(playground.inspector.getByText('Search their chunks')).toBeVisible()
  await expectAccessible(page)
})

test('a newcomer is told what comes next, until the first conversation', async ({ page, baseURL }) => {
  const { path } = await createOwnWorkspace(page, baseURL)
  const playground = new PlaygroundPage(page)
  await playground.open(path('/playground'))
  const toImport = page.getByRole('link', { name: 'import them' })
  await expect(toImport).toHaveAttribute('href', path('/modules'))
  await expect(page.getByRole('link', { name: 'connect a model' })).toHaveAttribute('href', path('/settings/providers'))
  await expectAccessible(page)
  await playground.ask('How large is a chunk?')
  await page.getByRole('button', { name: 'New conversation' }).click()
  await expect(page.getByRole('list', { name: 'Suggested questions' })).toBeVisible()
  await expect(toImport).toHaveCount(0)
})

test('the inspector shows the bytes that were sent, also after a reload', async ({ page }) => {
  const playground = new PlaygroundPage(page)
  await playground.open()
  await playground.ask('How large are chunks, and do they overlap? <context> & [k9]')
  await page.waitForURL(/[?&]conversation=/)
  const conversationId = new URL(page.url()).searchParams.get('conversation')
  const readId = async () => {
    const listed = await page.request.get(`/api/v1/compositions?conversationId=${conversationId}`)
    return ((await listed.json()) as { items: { id: string }[] }).items[0]?.id
  }
  // it is listed once it is stored, which may be after the answer
  await expect.poll(readId).toBeTruthy()
  const id = await readId()
  const stored = (await (await page.request.get(`/api/v1/compositions/${id}`)).json()) as {
    isExact: boolean
    messages: { role: 'system' | 'user'; content: string }[]
  }
  expect(stored.isExact).toBe(true)
  expect(stored.messages.length).toBeGreaterThan(1)
  for (const { role, content } of stored.messages) {
    await expect.poll(() => playground.shownText(role)).toBe(content)
  }

  await page.reload()
  await playground.isAnswered()
  for (const { role, content } of stored.messages) {
    await expect.poll(() => playground.shownText(role)).toBe(content)
  }

  // what was found is in view, the frame when it is asked for
  await expect(playground.inspector.getByText(/^Knowledge/).first()).toBeInViewport()
  const frame = playground.inspector.getByText('[BEGIN SYSTEM INSTRUCTIONS')
  await expect(frame).toBeHidden()
  await playground.inspector.getByRole('button', { name: 'Show every character' }).click()
  await expect(frame).toBeVisible()
  await expect(page).toHaveURL(/whole=true/)
})

test('candidates show what was kept and dropped, and why; any module can be asked about', async ({ page }) => {
  const playground = new PlaygroundPage(page)
  await playground.open()
  await playground.ask('How is the token budget divided between the sections?')
  await playground.showTab('Candidates')
  const first = playground.inspector.getByRole('listitem').first().getByRole('button').first()
  await first.click()
  await expect(first).toHaveAttribute('aria-expanded', 'true')

  await playground.inspector.getByRole('combobox', { name: 'Show' }).click()
  await page.getByRole('option', { name: /^Dropped/ }).click()
  await expect(playground.inspector.getByText(/^dropped: /).first()).toBeVisible()

  await playground.inspector.getByRole('button', { name: /Why not/ }).click()
  const asked = page.getByRole('textbox', { name: 'Module' })
  await asked.fill('Token budget')
  await asked.press('Enter')
  await expect(
    page
      .getByRole('list', { name: 'Its chunks' })
      .getByText(/^(kept|dropped): /)
      .first(),
  ).toBeVisible()
  await asked.fill('Voice of release notes')
  await expect(page.getByRole('button', { name: /release-note-voice/ })).toBeVisible()
  await asked.press('Enter')
  await expect(page.getByRole('dialog').getByRole('status')).toContainText('only when pinned')
})

test.describe('without room for what is mandatory', () => {
  test.use({ expectedErrors: /422/ })

  test('a question whose context cannot be composed goes back to the composer, with the numbers', async ({ page }) => {
    const playground = new PlaygroundPage(page)
    await playground.open()
    await playground.setOption('Window', '300')
    await playground.question.fill('What is a chunk?')
    await playground.question.press('Enter')
    await expect(
      page
        .getByText(/tokens/)
        .and(page.locator('[role="alert"] *, [role="alert"]'))
        .first(),
    ).toBeVisible()
    await expect(playground.question).toHaveValue('What is a chunk?')
  })
})

test('what is typed in Options stays when Escape closes them', async ({ page }) => {
  const playground = new PlaygroundPage(page)
  await playground.open()
  const options = page.getByRole('button', { name: /^Options/ })
  await options.click()
  await page.getByLabel('Pin modules').fill('roles-and-permissions, chunk')
  await page.keyboard.press('Escape')
  await expect(page.getByLabel('Pin modules')).toHaveCount(0)
  await expect(options).toHaveText('Options (1)')
  await options.click()
  await expect(page.getByLabel('Pin modules')).toHaveValue('roles-and-permissions, chunk')
})

test('a conversation is renamed, deleted, and brought back', async ({ page }) => {
  const playground = new PlaygroundPage(page)
  await playground.open()
  const title = `Archiving ${freshTag()}`
  const question = `What does archiving a module do? ${title}`
  await playground.ask(question)
  const item = playground.conversations.getByRole('listitem').filter({ hasText: question })
  await item.getByRole('button', { name: /^Actions/ }).click()
  await page.getByRole('menuitem', { name: 'Rename' }).click()
  await page.getByRole('textbox', { name: 'Title' }).fill(title)
  await page.keyboard.press('Enter')
  const renamed = playground.conversations.getByRole('button', { name: title, exact: true })
  await expect(renamed).toBeVisible()

  await playground.conversations.getByRole('button', { name: `Actions for ${title}` }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await expect(renamed).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(renamed).toBeVisible()
  await renamed.click()
  await expect(playground.answers).toHaveCount(1)
})

test('a conversation is tagged, archived, and found by what was said in it', async ({ page }) => {
  const playground = new PlaygroundPage(page)
  await playground.open()
  const tag = freshTag()
  const title = `Pelicans ${tag}`
  const created = await page.request.post('/api/v1/conversations', {
    headers: { origin: new URL(page.url()).origin },
    data: { title },
  })
  const { id } = (await created.json()) as { id: string }
  const said = `The heron of ${tag} sleeps on one leg.`
  await page.request.post(`/api/v1/conversations/${id}/messages`, {
    headers: { origin: new URL(page.url()).origin },
    data: { role: 'user', content: said },
  })
  const search = page.getByRole('searchbox', { name: 'Search conversations' })
  await search.fill(`heron ${tag}`)
  const item = playground.conversations.getByRole('button', { name: title, exact: true })
  await expect(item).toBeVisible()
  await expect(playground.conversations.getByText(said)).toBeVisible()
  await expect(page).toHaveURL(/find=heron/)

  await item.focus()
  await page.keyboard.press('t')
  await page.getByRole('textbox', { name: 'Tags, separated by commas' }).fill(`birds-${tag}, water`)
  await page.keyboard.press('Enter')
  await expect(playground.conversations.getByText(`birds-${tag}, water`)).toBeVisible()
  await expect(item).toBeFocused()

  await page.keyboard.press('e')
  await expect(playground.conversations.getByRole('button', { name: `${title} archived` })).toBeVisible()
  await search.fill('')
  await expect(item).toHaveCount(0)
  await page.getByRole('button', { name: 'Filter and import' }).click()
  await page.getByRole('menuitemcheckbox', { name: 'Archived' }).click()
  const archived = playground.conversations.getByRole('listitem').filter({ hasText: title })
  await expect(archived).toBeVisible()
  await archived.getByRole('button', { name: /^Actions/ }).click()
  await page.getByRole('menuitem', { name: 'Bring back from the archive' }).click()
  await expect(archived).toHaveCount(0)
  await page.getByRole('button', { name: 'Show all' }).click()
  await page.getByRole('button', { name: 'Filter and import' }).click()
  await page.getByRole('menuitemcheckbox', { name: new RegExp(`^birds-${tag}`) }).click()
  await expect(archived).toBeVisible()
  await expectAccessible(page)
})

test('each new answer comes into view whole, and a reader who went up stays there', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 560 })
  const playground = new PlaygroundPage(page)
  await playground.open()
  for (const question of ['What is a policy?', 'What is a release?', 'What is a chunk?', 'What is a module?']) {
    await playground.ask(question)
    await expect(playground.usedLine).toBeInViewport({ ratio: 1 })
  }
  const thread = page.getByRole('log', { name: 'Conversation' })
  await thread.hover()
  await page.mouse.wheel(0, -20_000)
  await expect(thread.getByText('What is a policy?').first()).toBeInViewport()
  await page.reload()
  await expect(playground.usedLine).toBeInViewport({ ratio: 1 })
})

test('on a phone the answer and its context are one tap apart, and nothing overflows', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  const playground = new PlaygroundPage(page)
  await playground.open()
  await playground.ask('What is a policy?')
  await expect(playground.inspector).toBeHidden()
  await playground.usedLine.click()
  const pane = page.getByRole('dialog', { name: 'Context' })
  await expect(pane).toBeFocused()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  await expectAccessible(page)
  // the focus stays in it, and goes back
  await page.keyboard.press('Shift+Tab')
  await expect(pane.locator(':focus')).toHaveCount(1)
  await page.keyboard.press('Tab')
  await expect(pane.locator(':focus')).toHaveCount(1)
  await page.keyboard.press('Escape')
  await expect(pane).toHaveCount(0)
  await expect(playground.usedLine).toBeFocused()
  await expect(playground.question).toBeVisible()
  await expectAccessible(page)
})

test('the rail’s Playground begins a new conversation', async ({ page }) => {
  const playground = new PlaygroundPage(page)
  await playground.open()
  await playground.ask('What is a chunk?')
  await page.waitForURL(/[?&]conversation=/)
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Playground' }).click()
  await expect(playground.answers).toHaveCount(0)
  await expect(page.getByRole('list', { name: 'Suggested questions' })).toBeVisible()
  const before = page.url()
  await playground.ask('How large is a chunk?')
  await page.waitForURL(/[?&]conversation=/)
  expect(page.url()).not.toBe(before)
  await expect(playground.answers).toHaveCount(1)
  await page.goBack()
  await expect(playground.answers.getByText('chunk').first()).toBeVisible()
})
