import { readFile } from 'node:fs/promises'
import { expect, expectAccessible, expectAccessibleInBothThemes, test } from './fixtures'
import { createOwnWorkspace, type OwnWorkspace } from './own-workspace'

const publisherOf =
  ({ post }: OwnWorkspace) =>
  (food: string) => {
    const content = `---\nname: Herons eat ${food}\n---\n\n# Herons\n\nHerons eat ${food}.\n`
    return post('/modules/import', { files: [{ path: 'herons.md', content }] })
  }

const WORDS = { dateStyle: 'medium', timeStyle: 'medium' } as const

test('a release with an older version is made, asked, protected and deleted', async ({ page, baseURL }) => {
  test.setTimeout(180_000)
  const workspace = await createOwnWorkspace(page, baseURL)
  for (const food of ['fish', 'frogs']) {
    // results show names
    const content = `---\nname: Herons eat ${food}\n---\n\n# Herons\n\nHerons eat ${food}.\n`
    await workspace.post('/modules/import', { files: [{ path: 'herons.md', content }] })
  }
  const asked = workspace.path('/retrieval?q=What+do+herons+eat')

  await page.goto(asked)
  await expect(page.getByText('Herons eat frogs').first()).toBeVisible()
  // with production alone there is nothing to choose
  await expect(page.getByRole('combobox', { name: 'Release' })).toHaveCount(0)

  await page.goto(workspace.path('/settings/releases'))
  await page.getByRole('button', { name: 'Create release' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Before')
  await dialog.getByRole('button', { name: 'Create release' }).click()
  await page.getByRole('button', { name: 'Differences of Before' }).click()
  await expect(page.getByText('It holds what production holds.')).toBeVisible()
  await page.getByLabel('Module').fill('herons')
  await page.getByLabel('Version').fill('1')
  await page.getByRole('button', { name: 'Set', exact: true }).click()
  const differences = page.getByRole('list', { name: 'Differences of Before' })
  await expect(differences).toContainText('version 1, version 2 in production')

  await page.goto(asked)
  await page.getByRole('combobox', { name: 'Release' }).click()
  await page.getByRole('option', { name: 'Before' }).click()
  await expect(page.getByText('Herons eat fish').first()).toBeVisible()
  await expect(page.getByText('Herons eat frogs')).toHaveCount(0)

  // a question that was sent on production is asked of it in the budget
  const { id } = (await workspace.post('/compose', { query: 'What do herons eat?' })) as { id: string }
  await page.goto(workspace.path(`/budget?composition=${id}`))
  await page.getByRole('combobox', { name: 'Release' }).click()
  await page.getByRole('option', { name: 'Before' }).click()
  await expect(page).toHaveURL(/release=/)
  await expect(page.getByText('It was sent on Production: the lists below compare with that.')).toBeVisible()
  await expect(page.getByRole('region', { name: 'Falls out' })).toContainText('Herons eat frogs')
  await expect(page.getByRole('region', { name: 'Comes in' })).toContainText('Herons eat fish')
  await expectAccessible(page)

  await page.goto(workspace.path('/settings/releases'))
  await page.getByRole('button', { name: 'Differences of Before' }).click()
  const protect = page.getByRole('switch', { name: 'Protect this release', exact: true })
  await protect.click()
  const row = page
    .getByRole('list', { name: 'Releases', exact: true })
    .getByRole('listitem')
    .filter({ hasText: 'Before' })
  await expect(row.getByText('protected', { exact: true })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Set', exact: true })).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Follow production for Herons eat fish', exact: true })).toHaveCount(0)
  await expectAccessible(page)
  await page.getByRole('button', { name: 'More for Before' }).click()
  await expect(page.getByRole('menuitem', { name: 'Delete' })).toBeDisabled()
  await page.keyboard.press('Escape')
  await protect.click()
  await expect(row.getByText('protected', { exact: true })).toHaveCount(0)
  await page.getByRole('button', { name: 'More for Before' }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
  await expect(page.getByRole('list', { name: 'Releases', exact: true }).getByRole('listitem')).toHaveCount(1)
})

test('production is frozen, locked in a file, and proposed again after it moved', async ({ page, baseURL }, info) => {
  test.setTimeout(180_000)
  const workspace = await createOwnWorkspace(page, baseURL)
  const publish = publisherOf(workspace)
  await publish('fish')
  await page.goto(workspace.path('/settings/releases'))
  await page.getByRole('button', { name: 'Create release' }).click()
  const creating = page.getByRole('dialog')
  await creating.getByLabel('Name').fill('Spring')
  await creating.getByLabel('Freeze it').check()
  await creating.getByRole('button', { name: 'Create release' }).click()
  const releases = page.getByRole('list', { name: 'Releases', exact: true })
  await expect(releases.getByRole('listitem').filter({ hasText: 'Spring' })).toContainText('as production')

  await publish('frogs')
  await page.reload()
  const spring = releases.getByRole('listitem').filter({ hasText: 'Spring' })
  await expect(spring).toContainText('1 differs')
  await expect(spring).toContainText('frozen')
  await expectAccessible(page)
  const menu = page.getByRole('button', { name: 'More for Spring', exact: true })
  await menu.click()
  const downloading = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: 'Download lockfile' }).click()
  const file = info.outputPath('loadout.lock.json')
  await (await downloading).saveAs(file)

  await page.getByRole('button', { name: 'Check a lockfile' }).click()
  const checking = page.getByRole('dialog', { name: 'Check a lockfile' })
  await checking.getByLabel('Lockfile').setInputFiles(file)
  await expect(checking).toContainText('2 modules of “Spring”')
  await expect(checking).toContainText('This workspace gives the same contexts.')
  await expectAccessible(page)
  await checking.getByLabel('Name of the release').fill('Spring again')
  await checking.getByRole('button', { name: 'Create release' }).click()
  await expect(releases.getByRole('listitem').filter({ hasText: 'Spring again' })).toContainText('1 differs')

  const lockfile = JSON.parse(await readFile(file, 'utf8'))
  const locked = lockfile.modules.find(({ id }: { id: string }) => id === 'herons')
  locked.sha256 = 'a'.repeat(64)
  await page.getByRole('button', { name: 'Check a lockfile' }).click()
  const changed = { name: 'other.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(lockfile)) }
  await checking.getByLabel('Lockfile').setInputFiles(changed)
  await expect(checking).toContainText(
    'No version of “herons” has the text of version 1. The newest here is version 2.',
  )
  await expect(checking.getByRole('button', { name: 'Create release' })).toBeDisabled()
  await checking.getByRole('button', { name: 'Close' }).first().click()

  await menu.click()
  await page.getByRole('menuitem', { name: 'Promote…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Open change request' }).click()
  await expect(page).toHaveURL(/\/changes\/1/)
  await expect(page.getByRole('heading', { name: /Promote “Spring” into production/ })).toBeVisible()
})

test('a release is made of what production held a moment ago', async ({ page, baseURL }) => {
  test.setTimeout(120_000)
  const workspace = await createOwnWorkspace(page, baseURL)
  const publish = publisherOf(workspace)
  await publish('fish')
  await page.goto(workspace.path('/settings/releases'))
  // a field of seconds names their beginning
  await page.waitForTimeout(1_100)
  const moment = await page.evaluate(() => {
    const now = new Date()
    return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 19)
  })
  await publish('frogs')
  await page.getByRole('button', { name: 'Create release' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Before the frogs')
  await dialog.getByLabel('It begins as').click()
  await page.getByRole('option', { name: 'Production at a moment' }).click()
  await expect(dialog.getByRole('button', { name: 'Create release' })).toBeDisabled()
  await dialog.getByLabel('Moment').fill('2020-01-01T00:00:00')
  await expect(dialog.getByText(/^What production held is known from .* choose a later moment/)).toBeVisible()
  await dialog.getByLabel('Moment').fill(moment)
  await expect(dialog.getByText('1 module has changed since.', { exact: false })).toBeVisible()
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Create release' }).click()
  const row = page.getByRole('list', { name: 'Releases', exact: true }).getByRole('listitem')
  await expect(row.filter({ hasText: 'Before the frogs' })).toContainText('frozen')
  await page.getByRole('button', { name: 'Differences of Before the frogs' }).click()
  await expect(page.getByRole('list', { name: 'Differences of Before the frogs' })).toContainText(
    'version 1, version 2 in production',
  )
})

test('the effect of a release on what people asked is a click away, at an address to send', async ({
  page,
  baseURL,
}) => {
  test.setTimeout(180_000)
  const workspace = await createOwnWorkspace(page, baseURL)
  const publish = publisherOf(workspace)
  await publish('fish')
  await workspace.post('/releases', { id: 'spring', name: 'Spring', isFrozen: true })
  for (const query of ['What do herons eat?', 'What do herons eat today?']) await workspace.post('/compose', { query })
  // the moment that is asked for below is the second after the release
  await page.waitForTimeout(1_100)
  await publish('frogs')
  await page.goto(workspace.path('/settings/releases'))
  await page.getByRole('button', { name: 'More for Spring' }).click()
  await page.getByRole('menuitem', { name: 'Effect on contexts' }).click()
  await expect(page).toHaveURL(/\/effect\?after=spring/)
  await expect(page.getByText('2 of 2 contexts change.')).toBeVisible()
  await expect(page.getByRole('region', { name: 'Before and after' })).toContainText('eat fish')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Swap' }).click()
  await expect(page).toHaveURL(/\/effect\?before=spring/)
  await expect(page.getByText('2 of 2 contexts change.')).toBeVisible()
  await page.goto(workspace.path('/effect'))
  await expect(page.getByText('Both sides are the same')).toBeVisible()

  // a moment in the past is a side as well, and the page says what of it is of then
  const { createdAt } = (await workspace.get('/releases/spring')) as { createdAt: string }
  const moment = new Date(Math.ceil(Date.parse(createdAt) / 1_000) * 1_000)
  await page.getByRole('combobox', { name: 'Release before', exact: true }).click()
  await page.getByRole('option', { name: 'Production at a moment', exact: true }).click()
  const local = new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000).toISOString().slice(0, 19)
  await page.getByLabel('Moment before', { exact: true }).fill(local)
  await page.getByLabel('Moment before', { exact: true }).press('Enter')
  await expect(page.getByText('The versions of 2 modules, the policies (the same as now)')).toBeVisible()
  await expect(page.getByText('2 of 2 contexts change.')).toBeVisible()
  const sides = page.getByRole('region', { name: 'Before and after' })
  await expect(sides).toContainText('version 1 → 2')
  await expect(sides).toContainText(`production at ${moment.toLocaleString('en-US', WORDS)}`)
  await page.getByRole('button', { name: 'edited 2', exact: true }).first().click()
  await expect(page).toHaveURL(/kind=edited/)
  await expect(page.getByRole('list', { name: 'Contexts that change' }).getByRole('listitem')).toHaveCount(2)
  await expect(page).toHaveURL(/beforeAt=/)
  await expectAccessibleInBothThemes(page)
  await page.reload()
  await expect(page.getByText('2 of 2 contexts change.')).toBeVisible()

  // a moment that has not come, or is none, is told as that
  await page.goto(workspace.path('/effect?beforeAt=2190-01-31T12:00:00Z'))
  await expect(page.getByText(/2190.* lies ahead: choose a moment in the past\.$/)).toBeVisible()
  await page.goto(workspace.path('/effect?beforeAt=yesterday'))
  await expect(page.getByText('The address names no date and time: choose a moment in the past.')).toBeVisible()
  await expectAccessible(page)
})

test('a release begins as an open change request, and says so', async ({ page, baseURL }) => {
  test.setTimeout(120_000)
  const workspace = await createOwnWorkspace(page, baseURL)
  await publisherOf(workspace)('fish')
  const source = '---\nname: Herons eat eels\n---\n\n# Herons\n\nHerons eat eels.\n'
  await workspace.post('/change-requests', { title: 'Eels', edits: [{ moduleId: 'herons', source }] })
  await page.goto(workspace.path('/settings/releases'))
  await page.getByRole('button', { name: 'Create release' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Staging')
  await dialog.getByLabel('It begins as').click()
  await page.getByRole('option', { name: '#1 Eels' }).click()
  await expect(
    dialog.getByText('It holds what the request proposes: modules, curation, policies and query sets.'),
  ).toBeVisible()
  await expect(dialog.getByLabel('Freeze it')).toHaveCount(0)
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Create release' }).click()
  await page.getByRole('button', { name: 'Differences of Staging' }).click()
  await expect(page.getByRole('list', { name: 'Differences of Staging' })).toContainText(
    'as #1 proposes it, version 1 in production',
  )
  await expect(page.getByText('follows #1', { exact: true })).toBeVisible()
  await expect(page.getByText('its curation, policies and query sets count here')).toBeVisible()
  await expectAccessible(page)
  await page.goto(workspace.path('/retrieval?q=What+do+herons+eat&release=change-1'))
  await page.getByRole('combobox', { name: 'Release' }).click()
  await page.getByRole('option', { name: 'Staging' }).click()
  await expect(page.getByText('Herons eat eels').first()).toBeVisible()
})
