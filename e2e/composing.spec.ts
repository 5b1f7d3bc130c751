import type { Page } from '@playwright/test'
import { expect, expectAccessibleInBothThemes, test } from './fixtures'
import { PlaygroundPage } from './pages/playground.page'

type Gated = Window & { letThrough: (until: string | null) => void }

/** Lets what the server streams through event for event, up to the first one with these words, and so on. */
async function holdStream(page: Page, first: string): Promise<(until: string | null) => Promise<void>> {
  await page.addInitScript((words) => {
    let until: string | null = words
    let go = () => {}
    const fetchNow = window.fetch
    const hold = (body: ReadableStream<Uint8Array<ArrayBuffer>>) => {
      const reader = body.pipeThrough(new TextDecoderStream()).getReader()
      let waiting = ''
      return new ReadableStream<string>({
        async pull(controller) {
          while (!waiting.includes('\n\n')) {
            const { value, done } = await reader.read()
            if (done) return controller.close()
            waiting += value
          }
          const end = waiting.indexOf('\n\n') + 2
          const event = waiting.slice(0, end)
          waiting = waiting.slice(end)
          controller.enqueue(event)
          if (until === null || !event.includes(until)) return
          await new Promise<void>((resolve) => {
            go = resolve
          })
        },
      }).pipeThrough(new TextEncoderStream())
    }
    window.fetch = async (input, init) => {
      const response = await fetchNow(input, init)
      if (!response.ok || !response.body || !String(input).endsWith('/api/v1/chat')) return response
      return new Response(hold(response.body), response)
    }
    Object.assign(window, {
      letThrough: (next: string | null) => {
        until = next
        go()
      },
    })
  }, first)
  return (until) => page.evaluate((words) => (window as unknown as Gated).letThrough(words), until)
}

test('the steps of composing show their counts as they end, before the first word', async ({ page }, { retry }) => {
  test.slow()
  const letThrough = await holdStream(page, '"id":"retrieve modules"')
  const playground = new PlaygroundPage(page)
  await playground.open()
  await playground.startAsking(`Who may restore an archived module, and how? ${retry}`)

  const { composing } = playground
  const step = (name: string) => composing.getByRole('listitem').filter({ hasText: name })
  await expect(step('Search modules')).toContainText(/[1-9]\d* found → [1-9]\d* to look into/)
  await expect(composing.locator('[aria-current="step"]')).toHaveText('Search their chunks')
  await expect(step('Choose what fits')).not.toContainText(/\d/)
  await expect(playground.answers.last()).toContainText('Search their chunks…')
  await expectAccessibleInBothThemes(page)

  await letThrough('"id":"format"')
  await expect(step('Search their chunks')).toContainText(/[1-9]\d* modules → [1-9]\d* chunks/)
  await expect(step('Choose what fits')).toContainText(/[1-9]\d* offered → [1-9]\d* sent/)
  await expect(step('Divide the window')).toContainText(/[\d,]+ tokens to divide/)

  await letThrough('"data-composition"')
  await expect(composing).toHaveCount(0)
  await expect(playground.usedLine).toBeVisible()
  await expect(playground.stop).toBeVisible()
  await expect.poll(() => playground.shownText('user')).toContain('Who may restore an archived module')

  await letThrough(null)
  await playground.isAnswered()
  await expect(playground.answers).toHaveCount(1)
})

test('a reload while the context is composed loses nothing', async ({ page }, { retry }) => {
  await holdStream(page, '"id":"analyze"')
  const playground = new PlaygroundPage(page)
  await playground.open()
  await playground.startAsking(`What happens to a draft when its module is archived? ${retry}`)
  await expect(playground.composing.locator('[aria-current="step"]')).toHaveText('Take what must be sent')
  await page.waitForURL(/conversation=/)
  await page.reload()
  await playground.isAnswered()
  await expect(playground.answers).toHaveCount(1)
  await expect.poll(() => playground.shownText('user')).toContain('What happens to a draft')
})
