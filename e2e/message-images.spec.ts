import type { Locator } from '@playwright/test'
import { ScriptedOpenAi } from '../lib/models/testing/scripted-openai.fixture'
import { DOT } from '../lib/schemas/contexts/images.fixture'
import { expect, expectAccessible, test } from './fixtures'
import { createOwnWorkspace } from './own-workspace'
import { PlaygroundPage } from './pages/playground.page'

let upstream: ScriptedOpenAi

// an edited question that is refused
test.use({ expectedErrors: /status of 409/ })

const dot = (name: string) => ({ name, mimeType: 'image/png', buffer: Buffer.from(DOT, 'base64') })

test.beforeAll(async () => {
  upstream = await ScriptedOpenAi.start()
})
test.afterAll(() => upstream.stop())

/** Pastes an image into a box, or drops it there. */
function handOver(box: Locator, how: 'paste' | 'drop', name: string) {
  return box.evaluate(
    (element, { how, name, data }) => {
      const transfer = new DataTransfer()
      const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0))
      transfer.items.add(new File([bytes], name, { type: 'image/png' }))
      const options = { bubbles: true, cancelable: true }
      element.dispatchEvent(
        how === 'paste'
          ? new ClipboardEvent('paste', { ...options, clipboardData: transfer })
          : new DragEvent('drop', { ...options, dataTransfer: transfer }),
      )
    },
    { how, name, data: DOT },
  )
}

test('a person asks about images, where the model takes them', async ({ page, baseURL }) => {
  const workspace = await createOwnWorkspace(page, baseURL)
  const models = [
    { id: 'llava', contextWindow: 20_000 },
    { id: 'reader', contextWindow: 20_000 },
  ]
  await workspace.post('/providers', { kind: 'openai-compatible', name: 'House', baseUrl: upstream.baseUrl, models })
  upstream.completionRule = () => ({ deltas: ['A red dot.'] })

  const playground = new PlaygroundPage(page)
  await playground.open(workspace.path('/playground'))
  await playground.chooseModel('reader')
  const attached = page.getByRole('list', { name: 'Attached images', exact: true })
  const files = page.getByLabel('Images', { exact: true })
  await files.setInputFiles([dot('one.png'), dot('two.png'), { ...dot('note.png'), buffer: Buffer.from('no image') }])
  await expect(attached.getByRole('img')).toHaveCount(2)
  const problem = page.getByRole('alert').filter({ hasText: 'takes no images' })
  await expect(problem).toContainText('“note.png” is no PNG, JPEG, WebP or GIF image.')
  await expect(problem).toContainText('reader takes no images. Choose a model that takes images, or remove them.')
  await playground.question.fill('What is this?')
  await expect(page.getByRole('button', { name: 'Ask', exact: true })).toBeDisabled()
  await page.getByRole('button', { name: 'Remove two.png', exact: true }).click()
  await expect(attached.getByRole('img')).toHaveCount(1)
  await expectAccessible(page)

  await playground.chooseModel('llava')
  await expect(problem).toHaveCount(0)
  await playground.ask('What is this?')
  expect(JSON.stringify(upstream.received.at(-1)?.body)).toContain(`data:image/png;base64,${DOT}`)
  await expect(attached).toHaveCount(0)
  const asked = page.getByRole('list', { name: 'Images of the question', exact: true })
  await expect(asked.getByRole('img', { name: 'one.png', exact: true })).toBeVisible()
  await playground.inspector.getByRole('tab', { name: 'Images' }).click()
  const row = playground.inspector.getByRole('list', { name: 'Images', exact: true }).getByRole('listitem')
  await expect(row).toContainText('sent: goes with the question')
  await expectAccessible(page)

  await handOver(playground.question, 'paste', 'pasted.png')
  await expect(attached.getByRole('img', { name: 'pasted.png', exact: true })).toBeVisible()
  await playground.ask('And this?')

  // stored, and read from the server
  await page.reload()
  const stored = asked.getByRole('img', { name: 'one.png', exact: true })
  await expect(stored).toBeVisible()
  await expect.poll(() => stored.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1)
  const source = await stored.getAttribute('src')
  const { headers } = { headers: (await page.request.get(source ?? '')).headers() }
  expect(headers).toMatchObject({
    'content-type': 'image/png',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
  })
  await playground.inspector.getByRole('tab', { name: 'Images' }).click()
  await expect(row).toHaveCount(2)
  await expect(row.first()).toContainText('sent: its message is sent')
})

test('a person drops an image on the question, and gives it others when it is edited', async ({ page, baseURL }) => {
  const workspace = await createOwnWorkspace(page, baseURL)
  const models = [
    { id: 'llava', contextWindow: 20_000 },
    { id: 'reader', contextWindow: 20_000 },
  ]
  await workspace.post('/providers', { kind: 'openai-compatible', name: 'House', baseUrl: upstream.baseUrl, models })
  upstream.completionRule = () => ({ deltas: ['A red dot.'] })
  const sent = () => JSON.stringify(upstream.received.at(-1)?.body)
  // the same dot, in other bytes
  const otherBytes = Buffer.concat([Buffer.from(DOT, 'base64'), Buffer.from([0])])

  const playground = new PlaygroundPage(page)
  await playground.open(workspace.path('/playground'))
  await playground.chooseModel('llava')
  const attached = page.getByRole('list', { name: 'Attached images', exact: true })
  await handOver(playground.question, 'drop', 'dropped.png')
  await expect(attached.getByRole('img', { name: 'dropped.png', exact: true })).toBeVisible()
  await playground.ask('What is this?')
  expect(sent()).toContain(DOT)
  await page.reload()

  const edit = page.getByRole('button', { name: 'Edit and ask again', exact: true })
  await edit.click()
  const edited = page.getByLabel('Edited question', { exact: true })
  const askInBranch = page.getByRole('button', { name: 'Ask in a branch', exact: true })
  await expect(attached.getByRole('img', { name: 'dropped.png', exact: true })).toBeVisible()
  await playground.chooseModel('reader')
  await expect(page.getByRole('alert').filter({ hasText: 'reader takes no images' })).toBeVisible()
  await expect(askInBranch).toBeDisabled()
  await playground.chooseModel('llava')
  await page
    .getByLabel('Images', { exact: true })
    .first()
    .setInputFiles({ ...dot('added.png'), buffer: otherBytes })
  await expect(attached.getByRole('img')).toHaveCount(2)
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Remove dropped.png', exact: true }).click()
  await edited.fill('And what is that?')
  const refusal = { error: { code: 'CONFLICT', message: 'An answer is being written.', requestId: 'r1' } }
  await page.route('**/api/v1/chat', (route) => route.fulfill({ status: 409, json: refusal }), { times: 1 })
  await askInBranch.click()
  await expect(page.getByText('Not asked. An answer is being written.')).toBeVisible()
  await expect(edited).toHaveValue('And what is that?')
  await expect(attached.getByRole('img')).toHaveCount(1)
  await expect(attached.getByRole('img', { name: 'added.png', exact: true })).toBeVisible()
  await askInBranch.click()
  await expect(page.getByRole('button', { name: 'Stop', exact: true })).toHaveCount(0)
  const asked = page.getByRole('list', { name: 'Images of the question', exact: true })
  await expect(asked.getByRole('img', { name: 'added.png', exact: true })).toBeVisible()
  expect(sent()).toContain(otherBytes.toString('base64'))
  expect(sent()).not.toContain(DOT)

  // a stored one stays beside one that is pasted, and both are there after a reload
  await page.reload()
  await edit.click()
  await handOver(edited, 'paste', 'pasted.png')
  await expect(attached.getByRole('img')).toHaveCount(2)
  await askInBranch.click()
  await expect(asked.getByRole('img')).toHaveCount(2)
  await expect.poll(sent).toContain(`data:image/png;base64,${DOT}`)
  expect(sent()).toContain(otherBytes.toString('base64'))
  await playground.isIdle()
  await page.reload()
  await expect(asked.getByRole('img')).toHaveCount(2)
  for (const name of ['added.png', 'pasted.png']) {
    const image = asked.getByRole('img', { name, exact: true })
    await expect.poll(() => image.evaluate((shown: HTMLImageElement) => shown.naturalWidth)).toBe(1)
  }
})
