import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { createOwnWorkspace } from './own-workspace'
import { PlaygroundPage } from './pages/playground.page'

const SAID = 200
const READ = 60

/** A conversation of which each message says its place. */
async function openLong(page: Page, baseURL: string | undefined, query = '') {
  const workspace = await createOwnWorkspace(page, baseURL)
  const { id } = (await workspace.post('/conversations', { title: 'Long talk' })) as { id: string }
  const messages = Array.from({ length: SAID }, (_, at) => ({
    id: `said-${at}`,
    role: at % 2 === 0 ? 'user' : 'assistant',
    content: `What was said at place ${at}. ${at === 21 ? 'It was about a narwhal.' : at === 191 ? 'It was about a walrus.' : ''}`,
  }))
  await workspace.post(`/conversations/${id}/messages/batch`, { messages })
  await page.goto(workspace.path(`/playground?conversation=${id}${query}`))
  const thread = page.getByRole('log', { name: 'Conversation' })
  const said = (at: number) => thread.getByText(`What was said at place ${at}.`)
  return { playground: new PlaygroundPage(page), thread, said, id }
}

const isEarlierPart = (url: URL) => url.searchParams.has('before')

test('what was said earlier comes as the reader scrolls up, and what is read stays where it is', async ({
  page,
  baseURL,
}) => {
  const parts: string[] = []
  page.on('request', (request) => {
    if (isEarlierPart(new URL(request.url()))) parts.push(request.url())
  })
  const { playground, thread, said } = await openLong(page, baseURL)
  await expect(said(SAID - 1)).toBeInViewport()
  await expect(playground.answers).toHaveCount(READ / 2)
  await expect(thread).not.toHaveAttribute('aria-live')
  expect(parts).toEqual([])

  // held back, so that it can be seen coming
  let go = () => {}
  const held = new Promise<void>((resolve) => {
    go = resolve
  })
  await page.route(isEarlierPart, async (route) => {
    await held
    await route.continue()
  })
  await thread.hover()
  await page.mouse.wheel(0, -50_000)
  await expect(page.getByRole('button', { name: 'Loading earlier messages…' })).toBeVisible()
  await expect(thread).toHaveAttribute('aria-live', 'off')
  const first = said(SAID - READ)
  await expect(first).toBeInViewport()
  const before = (await first.boundingBox())?.y ?? 0
  go()
  await expect(said(SAID - 2 * READ)).toBeAttached()
  await expect(first).toBeInViewport()
  expect(Math.abs(((await first.boundingBox())?.y ?? 0) - before)).toBeLessThan(60)

  await playground.readBack()
  await expect(said(0)).toBeAttached()
  await expect(playground.answers).toHaveCount(SAID / 2)
  await expect(thread).not.toHaveAttribute('aria-live')
})

test.describe('without a connection', () => {
  test.use({ expectedErrors: /Failed to load resource/ })

  test('a part that cannot be loaded says so and is tried again, by keyboard too', async ({ page, baseURL }) => {
    const { playground, thread, said } = await openLong(page, baseURL)
    await expect(playground.answers).toHaveCount(READ / 2)
    await page.route(isEarlierPart, (route) => route.abort())
    await thread.hover()
    await page.mouse.wheel(0, -50_000)
    const problem = page.getByText('Earlier messages could not be loaded.')
    await expect(problem).toBeVisible()
    await page.unroute(isEarlierPart)
    await page.getByRole('button', { name: 'Try again' }).focus()
    await page.keyboard.press('Enter')
    await expect(problem).toHaveCount(0)
    await expect(playground.earlier).toBeFocused()
    await expect(said(SAID - 2 * READ)).toBeAttached()
    // the focus goes on to the message that it stood before, once there is nothing to ask for any more
    await expect(async () => {
      if ((await playground.earlier.count()) > 0) await playground.earlier.press('Enter')
      await expect(said(0)).toBeAttached({ timeout: 500 })
    }).toPass()
    await expect(playground.earlier).toHaveCount(0)
    await expect(page.locator(`[data-message=said-${SAID % READ}]`)).toBeFocused()
  })

  test('a hit that cannot be loaded says so and is tried again', async ({ page, baseURL }) => {
    const { playground, said } = await openLong(page, baseURL)
    await expect(playground.answers).toHaveCount(READ / 2)
    const isWanted = (url: URL) => url.searchParams.get('including') === 'said-21'
    await page.route(isWanted, (route) => route.abort())
    await playground.search('narwhal')
    const problem = page.getByText('Earlier messages could not be loaded.')
    await expect(problem).toBeAttached()
    await page.unroute(isWanted)
    await page.getByRole('button', { name: 'Try again' }).press('Enter')
    await expect(page.locator('[data-message=said-21]')).toBeFocused()
    await expect(said(21)).toBeInViewport()
    await expect(problem).toHaveCount(0)
  })
})

test('a link and a search lead to a message that is not among the latest', async ({ page, baseURL }) => {
  const { playground, said, id } = await openLong(page, baseURL, '&message=said-31')
  await expect(said(31)).toBeInViewport()
  await expect(page.locator('[data-message=said-31]')).toBeFocused()
  // the thread was scrolled, and nothing around it
  await expect(page.getByRole('heading', { name: 'Playground' })).toBeInViewport({ ratio: 1 })

  await page.goto(page.url().replace(/[?].*/, `?conversation=${id}`))
  await expect(said(SAID - 1)).toBeInViewport()
  await expect(playground.answers).toHaveCount(READ / 2)
  await playground.search('narwhal')
  await expect(said(21)).toBeInViewport()
  await expect(page.locator('[data-message=said-21]')).toBeFocused()
  await expect(page).toHaveURL(/message=said-21/)
})

test('a hit in what is open is led to each time it is opened, and says what it saw', async ({ page, baseURL }) => {
  const { playground, thread, said } = await openLong(page, baseURL)
  await expect(said(SAID - 1)).toBeInViewport()
  const hit = page.locator('[data-message=said-191]')
  for (let opened = 0; opened < 2; opened++) {
    await playground.search('walrus')
    await expect(hit).toBeFocused()
    await expect(playground.inspector.getByText('No context was composed')).toBeVisible()
    await thread.hover()
    await page.mouse.wheel(0, -50_000)
    await expect(hit).not.toBeInViewport()
  }
})

test('a question edited where a hit led to goes on in its branch', async ({ page, baseURL }) => {
  const { playground, said } = await openLong(page, baseURL)
  await playground.search('narwhal')
  const hit = page.locator('[data-message=said-21]')
  await expect(hit).toBeFocused()
  await page.locator('[data-message=said-20]').getByRole('button', { name: 'Edit and ask again' }).click()
  await page.getByRole('textbox', { name: 'Edited question' }).fill('How large is a chunk?')
  await page.getByRole('button', { name: 'Ask in a branch' }).click()
  await expect(hit).toHaveCount(0)
  await playground.isAnswered()
  await expect(said(SAID - 1)).toHaveCount(0)
  await expect(said(19)).toBeInViewport()
  await expect(page).not.toHaveURL(/message=/)
})

test('a link to a message that is gone says so', async ({ page, baseURL }) => {
  const { said } = await openLong(page, baseURL, '&message=said-gone')
  await expect(page.getByText('The message is not in this conversation any more')).toBeVisible()
  await expect(said(SAID - 1)).toBeInViewport()
})
