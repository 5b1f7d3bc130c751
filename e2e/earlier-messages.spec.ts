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
    content: `What was said at place ${at}. ${at === 21 ? 'It was about a narwhal.' : ''}`,
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
    await expect(said(SAID - 2 * READ)).toBeAttached()
    // the focus goes on to the first message once there is nothing to ask for any more
    await expect(async () => {
      if ((await playground.earlier.count()) > 0) await playground.earlier.press('Enter')
      await expect(said(0)).toBeAttached({ timeout: 500 })
    }).toPass()
    await expect(playground.earlier).toHaveCount(0)
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
  await page.getByRole('searchbox', { name: 'Search conversations' }).fill('narwhal')
  await playground.conversations
    .getByRole('button', { name: /^Long talk/ })
    .first()
    .click()
  await expect(said(21)).toBeInViewport()
  await expect(page.locator('[data-message=said-21]')).toBeFocused()
  await expect(page).toHaveURL(/message=said-21/)
})
