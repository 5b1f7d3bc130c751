import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { createOwnWorkspace } from './own-workspace'

const COUNT = 40
const idOf = (at: number) => `guide-${at}`
const textOf = (at: number, owner: string) =>
  `---\nname: Guide ${at}\n---\n\n# Guide ${at}\n\nService ${at} is rolled back in ${at + 3} minutes by ${owner}.\n`

/** As often as a held key comes, all before the page is drawn anew. */
const press = (page: Page, key: string, times: number) =>
  page.evaluate(
    ([pressed, count]) => {
      for (let n = 0; n < count; n++) {
        document.body.dispatchEvent(new KeyboardEvent('keydown', { key: pressed, bubbles: true }))
      }
    },
    [key, times] as const,
  )

test('a large change request is gone through by keys, and says what it loses once', async ({ page, baseURL }) => {
  const { path, post, put, get } = await createOwnWorkspace(page, baseURL)
  const numbers = Array.from({ length: COUNT }, (_, at) => at)
  await post('/modules/import', {
    files: numbers.map((at) => ({ path: `${idOf(at)}.md`, content: textOf(at, 'nobody') })),
  })
  const queries = numbers.map((at) => ({
    id: `q${at}`,
    text: `How is service ${at} rolled back?`,
    checks: [
      { kind: 'includes', module: idOf(at) },
      { kind: 'within', module: idOf(at), first: COUNT },
    ],
  }))
  const set = (await post('/query-sets', { name: 'Rollbacks', queries })) as { id: string }
  const { items } = (await get('/policies')) as {
    items: { id: string; settings: { retrieval: { chunkLimit: number } } }[]
  }
  const [policy] = items
  const { settings } = policy!
  await post('/change-requests', {
    title: 'Say who rolls back',
    edits: numbers.map((at) =>
      at === 7 ? { moduleId: idOf(at), kind: 'archive' } : { moduleId: idOf(at), source: textOf(at, 'team A') },
    ),
    policies: [
      {
        policyId: policy!.id,
        settings: { ...settings, retrieval: { ...settings.retrieval, chunkLimit: settings.retrieval.chunkLimit + 1 } },
      },
    ],
  })

  await page.goto(path('/changes/1'))
  const edits = page.getByRole('list', { name: 'Edits' })
  const shown = edits.locator('[aria-current=true]')
  // a policy is not to be looked for behind the modules
  await expect(shown).toContainText('policy')
  // the page does not hear keys before React has it
  await expect(async () => {
    await page.keyboard.press('j')
    await expect(shown).toContainText('Guide', { timeout: 2_000 })
  }).toPass()
  await edits.getByRole('button').first().click()
  for (const at of numbers) {
    await page.keyboard.press('j')
    await expect(shown).toContainText(new RegExp(`Guide ${at}(edited|archived)`))
  }
  await expect(shown).toBeInViewport()
  await page.keyboard.press('k')
  await expect(shown).toContainText(`Guide ${COUNT - 2}`)
  // a key that is held: each press is a step, though the page shows only some of them
  await edits.getByRole('button').first().click()
  await expect(shown).toContainText('policy')
  await press(page, 'j', 30)
  await expect(shown).toContainText(/Guide 29(edited|archived)/)
  await press(page, 'k', 30)
  await expect(shown).toContainText('policy')

  // an address opens the list where its edit stands, and what is in the way of a merge stands first
  await page.goto(path(`/changes/1?module=${idOf(38)}`))
  await expect(shown).toContainText('Guide 38')
  await expect(shown).toBeInViewport()
  await put(`/modules/${idOf(20)}`, { source: textOf(20, 'team B') })
  await page.goto(path('/changes/1'))
  await expect(shown).toContainText('Guide 20')
  await expect(shown.getByRole('img', { name: 'in conflict' })).toBeVisible()
  await expect(edits.getByRole('button').nth(1)).toContainText('policy')

  await page.goto(path(`/changes/1?tab=effect&set=${set.id}`))
  const contexts = page.getByRole('list', { name: 'Contexts that change' })
  await expect(page.getByText(`of ${COUNT} contexts change`)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Compose again' })).toBeVisible()
  const lost = contexts.getByRole('listitem').filter({ hasText: 'How is service 7 rolled back?' })
  await expect(lost.getByText(/loses Guide 7$/)).toBeVisible()
  await expect(lost.getByText('“Guide 7” is not sent: not in the release.')).toHaveCount(1)
  for (const context of (await contexts.getByRole('button').all()).slice(1, 20)) {
    await page.keyboard.press('j')
    await expect(context).toHaveAttribute('aria-current', 'true')
    await expect(context).toBeInViewport()
  }

  await page.goto(path(`/checks?set=${set.id}`))
  await page.getByRole('button', { name: 'How is service 3 rolled back?', exact: true }).click()
  const pane = page.getByRole('complementary', { name: 'How is service 3 rolled back?' })
  await expect(pane).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(pane).toHaveCount(0)

  // a merge that takes a while says what it does
  const resolved = { moduleId: idOf(20), source: textOf(20, 'team A'), baseVersion: 2 }
  await put('/change-requests/1/edits', { edits: [resolved] })
  await page.goto(path('/changes/1'))
  await page.route('**/changes/1', async (route) => {
    if (route.request().method() === 'POST') await new Promise((resolve) => setTimeout(resolve, 1_500))
    await route.continue()
  })
  await page.getByRole('button', { name: 'Merge' }).click()
  await expect(page.getByText(`Merging ${COUNT + 1} edits: all or none …`)).toBeVisible()
  await expect(page.getByText('#1 is merged, and in production')).toBeVisible()
})
