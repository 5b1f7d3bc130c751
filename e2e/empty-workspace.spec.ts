import { WORKSPACE_HEADER, workspacePath } from '../lib/schemas/workspaces/workspace-path'
import { expect, expectAccessible, test } from './fixtures'
import { freshTag } from './fresh-tag'

/** What each screen says before there is anything, and the action or link that begins it. */
const SCREENS = [
  { path: '/playground', title: 'Nothing to compose from yet', next: 'Go to Modules' },
  { path: '/modules', title: 'No modules yet', next: 'Write one' },
  { path: '/retrieval', title: 'Nothing to search yet', next: 'Go to Modules' },
  { path: '/budget', title: 'Nothing composed yet', next: 'Go to the playground' },
  { path: '/checks', title: 'No query sets yet', next: 'New query set' },
  { path: '/changes', title: 'No open change requests', next: 'To the modules' },
  { path: '/profiles', title: 'No profiles yet', next: 'New profile' },
  { path: '/effect', title: 'Both sides are the same', next: 'To the releases' },
  { path: '/compare', title: 'Two contexts belong here', next: 'To the playground' },
] as const

test('every screen of an empty workspace says so once, and how to begin', async ({ page, baseURL }) => {
  const slug = `empty-${freshTag()}`
  const headers = { origin: baseURL ?? '', [WORKSPACE_HEADER]: 'default' }
  const created = await page.request.post('/api/v1/workspaces', { headers, data: { slug } })
  expect(created.ok(), await created.text()).toBe(true)
  for (const { path, title, next } of SCREENS) {
    await test.step(path, async () => {
      await page.goto(workspacePath(slug, path))
      const main = page.getByRole('main')
      await expect(main.getByRole('heading', { name: title, exact: true })).toBeVisible()
      const actions = main.getByRole('button', { name: next, exact: true })
      await expect(actions.or(main.getByRole('link', { name: next, exact: true }))).toHaveCount(1)
    })
  }
  await expectAccessible(page)

  // a filter that leaves nothing is no search that found nothing
  await page.goto(workspacePath(slug, '/modules?status=draft'))
  await expect(page.getByRole('heading', { name: 'No module matches', exact: true })).toBeVisible()
})
