import type { Page } from '@playwright/test'
import { workspacePath } from '../lib/schemas/workspaces/workspace-path'
import { expect, expectAccessibleInBothThemes, test } from './fixtures'
import { freshTag } from './fresh-tag'
import { PlaygroundPage } from './pages/playground.page'

/** A workspace of its own, so that no other test learns or deletes anything here. */
async function openWorkspace(page: Page): Promise<string> {
  const slug = `people-${freshTag()}`
  await page.goto(workspacePath('default', '/profiles'))
  const response = await page.request.post('/api/v1/workspaces', {
    headers: { origin: new URL(page.url()).origin, 'x-loadout-workspace': 'default' },
    data: { slug },
  })
  expect(response.status()).toBe(201)
  return slug
}

async function makeProfile(page: Page, slug: string, name: string): Promise<void> {
  await page.goto(workspacePath(slug, '/profiles'))
  await page.getByRole('button', { name: 'New profile' }).click()
  const dialog = page.getByRole('dialog', { name: 'New profile' })
  await dialog.getByLabel('Name').fill(name)
  await dialog.getByRole('button', { name: 'Create' }).click()
  await expect(page.getByRole('heading', { name })).toBeVisible()
}

async function askAs(page: Page, slug: string, name: string): Promise<PlaygroundPage> {
  const playground = new PlaygroundPage(page)
  await page.goto(workspacePath(slug, '/playground'))
  await page.getByRole('combobox', { name: 'Asks as' }).click()
  await page.getByRole('option', { name }).click()
  return playground
}

test('what somebody says is learned with their consent, sent when it matters, and deleted with a receipt', async ({
  page,
}) => {
  test.setTimeout(240_000)
  const slug = await openWorkspace(page)
  await makeProfile(page, slug, 'Tess')
  const playground = await askAs(page, slug, 'Tess')
  await playground.ask('I am a nurse. We use Vitest. My password is hunter2.')
  await expect(page.getByText('Known now: role nurse')).toBeVisible()
  await expect(page.getByText('Not kept: a password or key')).toBeVisible()
  await page.getByRole('button', { name: 'Accept: Vitest' }).click()
  await expect(page.getByText('Known now: uses Vitest, role nurse')).toBeVisible()

  await playground.ask('How should I write a test with Vitest?')
  await playground.inspector.getByRole('tab', { name: 'Profile' }).click()
  const facts = playground.inspector.getByRole('list', { name: 'Facts of the profile' })
  await expect(facts.getByText('uses: Vitest')).toBeVisible()
  await expect(facts).toContainText('sent: about the question')
  await expect(facts).toContainText('sent: always sent')
  await playground.inspector.getByRole('tab', { name: 'Text' }).click()
  await expect(playground.inspector).toContainText('uses: Vitest')

  await page.goto(workspacePath(slug, '/profiles'))
  await page.getByRole('complementary', { name: 'People' }).getByRole('button', { name: 'Tess' }).click()
  await expect(page.getByRole('list', { name: 'Facts' })).toContainText('accepted by')

  // what the profile changes: a question that was asked, and another one
  const effect = page.getByRole('region', { name: 'What it changes' })
  await effect.getByRole('button', { name: 'How should I write a test with Vitest?' }).click()
  await effect.getByRole('button', { name: 'Text' }).click()
  await expect(effect).toContainText('uses: Vitest')
  await effect.getByLabel('Question').fill('What is a chunk?')
  await effect.getByRole('button', { name: 'Compare' }).click()
  await expect(effect).not.toContainText('uses: Vitest')
  await expect(effect.getByRole('link', { name: 'Open as a page' })).toBeVisible()
  await expectAccessibleInBothThemes(page)
  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  await page.getByRole('button', { name: 'Delete for good' }).click()
  const receipt = page.getByRole('dialog', { name: 'Receipt' })
  await expect(receipt.getByText('A search afterwards found nothing')).toBeVisible()
  await expect(receipt.getByRole('row', { name: 'interactions 1 0' })).toBeVisible()
  await receipt.getByRole('button', { name: 'Done' }).click()
  await expect(page.getByText('No profiles yet')).toBeVisible()
})

test('a temporary conversation teaches nothing, and stands in no list', async ({ page }) => {
  test.setTimeout(180_000)
  const slug = await openWorkspace(page)
  await makeProfile(page, slug, 'Tom')
  const playground = await askAs(page, slug, 'Tom')
  await page.getByRole('button', { name: 'Temporary' }).click()
  await playground.ask('I am a nurse. We use Vitest.')
  await expect(page.getByText('Known now')).toHaveCount(0)
  await expect(playground.conversations.getByRole('button', { name: /^Actions for/ })).toHaveCount(0)
  const note = page.getByRole('note').filter({ hasText: 'Temporary.' })
  await page.reload()
  await expect(note).toContainText('Nothing is learned from it. It is deleted 12 hours after its last message.')
  await expectAccessibleInBothThemes(page)
  const id = new URL(page.url()).searchParams.get('conversation')
  const read = () => page.request.get(`/api/v1/conversations/${id}`, { headers: { 'x-loadout-workspace': slug } })
  expect((await read()).status()).toBe(200)
  await note.getByRole('button', { name: 'Delete now' }).click()
  await expect(page.getByText('The temporary conversation is deleted')).toBeVisible()
  await expect(playground.answers).toHaveCount(0)
  expect((await read()).status()).toBe(404)
  await page.goto(workspacePath(slug, '/profiles'))
  await page.getByRole('complementary', { name: 'People' }).getByRole('button', { name: 'Tom' }).click()
  await expect(page.getByText('Nothing is known yet.')).toBeVisible()
})

test('the profile that is shown is the one that is sent, also nobody’s', async ({ page }) => {
  test.setTimeout(180_000)
  const slug = await openWorkspace(page)
  await makeProfile(page, slug, 'Zoe')
  const playground = await askAs(page, slug, 'Zoe')
  const asksAs = page.getByRole('combobox', { name: 'Asks as' })
  const sent = async () => {
    const id = new URL(page.url()).searchParams.get('conversation')
    const headers = { 'x-loadout-workspace': slug }
    const list = await page.request.get(`/api/v1/compositions?conversationId=${id}`, { headers })
    const { items } = (await list.json()) as { items: { id: string; createdAt: string }[] }
    const read = items.map((item) => page.request.get(`/api/v1/compositions/${item.id}`, { headers }))
    return Promise.all((await Promise.all(read)).map(async (one) => (await one.json()).profileId))
  }
  await playground.ask('What is a chunk?')
  await expect.poll(sent).toEqual([expect.any(String)])
  await page.reload()
  await expect(asksAs).toContainText('Zoe')
  await asksAs.click()
  await page.getByRole('option', { name: 'No profile' }).click()
  await playground.ask('How large is it?')
  await expect.poll(async () => (await sent()).map((id) => id === null).toSorted()).toEqual([false, true])
})
