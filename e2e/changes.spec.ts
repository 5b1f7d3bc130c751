import { expect, expectAccessible, expectAccessibleInBothThemes, test } from './fixtures'
import { freshTag } from './fresh-tag'
import { createOwnWorkspace } from './own-workspace'
import { EditorPage } from './pages/editor.page'
import { PlaygroundPage } from './pages/playground.page'
import { SignInPage } from './pages/sign-in.page'

const QUESTION = 'How large is a chunk?'
const body = (size: number) => `# Chunks\n\nA chunk is as large as ${size} tokens, and chunks overlap by 50.\n`
const source = (size: number) => `---\nname: Chunks\n---\n\n${body(size)}`

test('an edit is proposed, its effect seen, a conflict resolved, merged, found and taken back', async ({
  page,
  baseURL,
}) => {
  const { path, post } = await createOwnWorkspace(page, baseURL)
  const check = { kind: 'includes', module: 'chunks', text: '400 tokens' }
  await post('/query-sets', { name: 'Sizes', queries: [{ text: QUESTION, checks: [check] }] })
  const find = async (size: number) => {
    const { results } = (await post('/search', { query: `${size} tokens` })) as { results: { text: string }[] }
    return results.some(({ text }) => text.includes(`${size} tokens`))
  }
  await page.goto(path('/changes'))
  await expect(page.getByText('No open change requests')).toBeVisible()

  // a draft moves into a change request
  await page.goto(path('/modules/chunks'))
  const editor = new EditorPage(page)
  await editor.replaceAll(source(500))
  await page.getByRole('button', { name: 'Propose' }).click()
  const dialog = page.getByRole('dialog', { name: 'Propose Chunks' })
  await dialog.getByLabel('Title').fill('Larger chunks')
  await dialog.getByRole('button', { name: 'Propose' }).click()
  await expect(page.getByRole('heading', { name: '#1 Larger chunks' })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Edit', exact: true })).toContainText('500 tokens')
  expect(await find(500)).toBe(false)
  await expectAccessibleInBothThemes(page)

  // what it does to contexts, and the check that it breaks
  await page.getByRole('tab', { name: 'Effect' }).click()
  await expect(page.getByText('1 of 1 context changes.')).toBeVisible()
  await expect(page.getByText('1 check breaks').first()).toBeVisible()
  const comparison = page.getByRole('region', { name: 'Before and after' })
  await comparison.getByRole('button', { name: 'Text' }).click()
  await expect(comparison).toContainText('500 tokens')
  await expectAccessibleInBothThemes(page)

  // asked in the playground, before anybody merges it
  await page.getByRole('link', { name: 'Ask it' }).click()
  const playground = new PlaygroundPage(page)
  const asked = page.getByRole('button', { name: 'Ask production again' }).locator('..')
  await expect(asked).toHaveText('asking#1 Larger chunks')
  await playground.ask(QUESTION)
  await expect(playground.answers.last()).toContainText('500 tokens')
  await page.getByRole('button', { name: 'Ask production again' }).click()
  await playground.ask(QUESTION)
  await expect(playground.answers.last()).toContainText('400 tokens')
  await expectAccessibleInBothThemes(page)
  await page.goto(path('/changes/1'))

  // production moves on meanwhile
  await post('/modules/import', { files: [{ path: 'chunks.md', content: source(300) }] })
  await page.reload()
  await expect(page.getByText('Production has version 2 now; this edit began with version 1.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Merge' })).toHaveAttribute('aria-disabled', 'true')
  await page.getByRole('button', { name: 'Resolve' }).click()
  const conflict = page.getByRole('group', { name: 'Conflict 1 of 1' })
  await expect(conflict).toContainText('300 tokens')
  await expect(page.getByRole('button', { name: 'Continue with the whole text' })).toBeDisabled()
  await expectAccessibleInBothThemes(page)
  await conflict.getByRole('button', { name: 'Take the proposed' }).click()
  await page.getByRole('button', { name: 'Continue with the whole text' }).click()
  await expect(page.getByText('Version 2, in production')).toBeVisible()
  await page.getByRole('button', { name: 'What it began with' }).click()
  await expect(page.getByText('Version 1, which the edit began with')).toBeVisible()
  await page.getByRole('button', { name: 'Save the right side' }).click()
  await expect(page.getByText('Production has version 2 now')).toHaveCount(0)

  await page.getByRole('button', { name: 'Merge' }).click()
  await expect(page.getByText('#1 is merged, and in production')).toBeVisible()
  expect(await find(500)).toBe(true)
  await expect(page.getByText('became version 3')).toBeVisible()

  await page.getByRole('button', { name: 'Revert' }).click()
  await expect(page.getByRole('heading', { name: '#2 Revert “Larger chunks”' })).toBeVisible()
  await page.getByRole('button', { name: 'Merge' }).click()
  await expect(page.getByText('#2 is merged, and in production')).toBeVisible()
  expect(await find(500)).toBe(false)
  expect(await find(300)).toBe(true)

  // a module is taken out by a change request as well
  await page.goto(path('/modules'))
  await page.getByRole('row').filter({ hasText: 'Chunks' }).getByRole('checkbox').click()
  await page.getByRole('button', { name: 'Propose to archive…' }).click()
  await page.getByRole('button', { name: 'Propose', exact: true }).click()
  await expect(page.getByRole('heading', { name: '#3 Archive 1 module' })).toBeVisible()
  await expect(page.getByText('Archived: retrieval does not see it')).toBeVisible()
  await page.getByRole('button', { name: 'Merge' }).click()
  await expect(page.getByText('#3 is merged, and in production')).toBeVisible()
  expect(await find(300)).toBe(false)

  // fields of selected modules are proposed as well
  await post('/modules/import', {
    files: ['wrens', 'kites'].map((id) => ({ path: `${id}.md`, content: `# ${id}\n\nBirds.\n` })),
  })
  await page.goto(path('/modules'))
  await page.getByRole('checkbox', { name: 'Select all shown modules' }).click()
  await page.getByRole('button', { name: 'Tag', exact: true }).click()
  await page.getByLabel('Tags', { exact: true }).fill('birds')
  await page.getByLabel('As a change request').click()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Add…', exact: true }).click()
  const tagging = page.getByRole('dialog', { name: 'Propose to tag 2 modules “birds”' })
  await tagging.getByRole('button', { name: 'Propose', exact: true }).click()
  await expect(page.getByRole('heading', { name: '#4 Tag 2 modules “birds”' })).toBeVisible()
  await expect(page.getByRole('list', { name: 'Edits' }).getByRole('button')).toHaveText([/^kites/, /^wrens/])
  await expect(page.getByRole('textbox', { name: 'Proposed', exact: true })).toContainText('birds')

  await page.goto(path('/changes?status=merged'))
  await expect(page.getByRole('list', { name: 'Change requests' }).getByRole('listitem')).toHaveCount(3)
  await expectAccessibleInBothThemes(page)
})

test('where review is required, two people bring a change into production', async ({ page, browser, baseURL }) => {
  const { path, post } = await createOwnWorkspace(page, baseURL)
  await page.goto(path('/settings/review'))
  await page.getByRole('radio', { name: /^Required/ }).click()
  await expect(page.getByRole('radio', { name: /^Required/ })).toBeChecked()
  await expectAccessibleInBothThemes(page)

  await page.goto(path('/modules/chunks'))
  const editor = new EditorPage(page)
  await editor.replaceAll(source(500))
  await editor.saved()
  await expect(editor.publishButton).toHaveAttribute('aria-disabled', 'true')
  await page.getByRole('button', { name: 'Propose' }).click()
  const dialog = page.getByRole('dialog', { name: 'Propose Chunks' })
  await dialog.getByLabel('Title').fill('Larger chunks')
  await dialog.getByRole('button', { name: 'Propose' }).click()
  await expect(page.getByText('It needs the approval of somebody who wrote nothing of it.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Merge' })).toHaveAttribute('aria-disabled', 'true')
  await expect(page.getByRole('button', { name: 'Review', exact: true })).toHaveCount(0)

  const invited = await post('/invitations', { email: `ann-${freshTag()}@example.com`, role: 'reviewer' })
  const theirs = await browser.newContext({ storageState: { cookies: [], origins: [] } })
  const theirPage = await theirs.newPage()
  await new SignInPage(theirPage).join((invited as { path: string }).path, 'Ann Reader', 'a password of her own')
  await theirPage.goto(path('/changes/1'))
  await expect(theirPage.getByRole('button', { name: 'Merge' })).toHaveCount(0)
  await theirPage.getByRole('button', { name: 'Review', exact: true }).click()
  await theirPage.getByLabel('Comment').fill('Measured it, too.')
  await expectAccessibleInBothThemes(theirPage)
  await theirPage.getByRole('button', { name: 'Approve' }).click()
  await expect(theirPage.getByRole('list', { name: 'Reviews' })).toContainText('approved')
  await theirs.close()

  // an edit that matters takes the approval back
  await page.reload()
  await expect(page.getByRole('list', { name: 'Reviews' })).toContainText('Measured it, too.')
  await page.getByRole('region', { name: 'Edit', exact: true }).getByRole('button', { name: 'Edit' }).click()
  await page.getByRole('textbox', { name: 'Proposed, editable' }).click()
  await page.keyboard.press('Control+End')
  await page.keyboard.insertText('They are cut at headings.\n')
  await page.getByRole('button', { name: 'Save the right side' }).click()
  await expect(page.getByRole('textbox', { name: 'Proposed', exact: true })).toContainText('cut at headings')
  await expect(page.getByText('Its approval is of an earlier state: it has to be given again.')).toBeVisible()
  await expectAccessibleInBothThemes(page)

  await page.getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('menuitem', { name: 'Merge all the same' }).click()
  const bypass = page.getByRole('dialog', { name: 'Merge it all the same?' })
  await bypass.getByLabel('Reason').fill('The page is down.')
  await bypass.getByRole('button', { name: 'Merge all the same' }).click()
  await expect(page.getByText('Merged all the same by Ada Owner: The page is down.')).toBeVisible()
  // what was said before the bypass stays
  await expect(page.getByRole('list', { name: 'Reviews' })).toContainText('Measured it, too.')
})

test('a required check that breaks keeps a change back until it is mended', async ({ page, baseURL }) => {
  const { path, post, get } = await createOwnWorkspace(page, baseURL)
  const check = { kind: 'includes', module: 'chunks', text: 'overlap by 50' }
  await post('/query-sets', { name: 'Overlaps', queries: [{ text: QUESTION, checks: [check] }] })
  await page.goto(path('/checks'))
  await page.getByRole('button', { name: /^Overlaps/ }).click()
  await page.getByRole('button', { name: 'More for Overlaps' }).click()
  await page.getByRole('menuitem', { name: 'Require for merging' }).click()
  await expect(page.getByText('Required: a change request is merged only while all its checks hold.')).toBeVisible()
  await expectAccessibleInBothThemes(page)

  const broken = source(500).replace(', and chunks overlap by 50', '')
  const edits = [{ moduleId: 'chunks', source: broken }]
  // nothing but who looks at it runs the sets of a draft
  await post('/change-requests', { title: 'Larger chunks', edits, status: 'draft' })
  await page.goto(path('/changes/1?tab=checks'))
  await expect(page.getByText('The required set is to be run: merging runs it as well.')).toBeVisible()
  await page.getByRole('button', { name: 'Run the required sets' }).click()
  await expect(page.getByText('The required set fails: it cannot be merged.')).toBeVisible()
  await expect(page.getByText('newly broken')).toBeVisible()
  await page.getByRole('button', { name: 'Mark as ready' }).click()
  await expect(page.getByRole('button', { name: 'Merge' })).toHaveAttribute('aria-disabled', 'true')
  await expectAccessibleInBothThemes(page)

  // the check leads to the context that it was held against
  await page.getByRole('list', { name: 'What fails of Overlaps' }).getByRole('link').click()
  await expect(page.getByRole('list', { name: 'Checks of this query' })).toContainText('overlap by 50')
  await page.goBack()

  await page.getByRole('tab', { name: 'Edits' }).click()
  await page.getByRole('region', { name: 'Edit', exact: true }).getByRole('button', { name: 'Edit' }).click()
  await page.getByRole('textbox', { name: 'Proposed, editable' }).click()
  await page.keyboard.press('Control+End')
  await page.keyboard.insertText('They overlap by 50.\n')
  await page.getByRole('button', { name: 'Save the right side' }).click()
  await expect(page.getByRole('textbox', { name: 'Proposed', exact: true })).toContainText('They overlap by 50')
  // merging runs the set with the mended change, unless that was done in the background, and a double click merges once
  let merges = 0
  page.on('request', (request) => {
    const isAction = request.headers()['next-action'] !== undefined
    if (isAction && request.postData()?.endsWith('{"number":1}]')) merges++
  })
  await page.getByRole('button', { name: 'Merge' }).dblclick()
  await expect(page.getByText('#1 is merged, and in production')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Revert' })).toBeVisible()
  // actions are sent one after the other: a second one would be on its way by now
  await get('/change-requests/1')
  expect(merges).toBe(1)
})

test('settings of a policy are proposed, come into conflict, are kept, merged and taken back', async ({
  page,
  baseURL,
}) => {
  const { path, post, get } = await createOwnWorkspace(page, baseURL)
  await page.goto(path('/settings/policy'))
  await page.getByLabel('Candidates kept').fill('7')
  await page.getByRole('button', { name: 'Propose…' }).click()
  const dialog = page.getByRole('dialog', { name: /^Propose/ })
  await dialog.getByLabel('Title').fill('Fewer candidates')
  await expectAccessibleInBothThemes(page)
  await dialog.getByRole('button', { name: 'Propose' }).click()
  await expect(page.getByRole('heading', { name: '#1 Fewer candidates' })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Proposed, against version 1' })).toContainText('→ 7')
  const lines = page.getByRole('textbox', { name: 'Proposed', exact: true })
  await lines.getByText('topN: 7').click()
  await page.keyboard.press('Enter')
  await lines.getByRole('textbox', { name: /^Comment on line/ }).fill('Why seven?')
  await lines.getByRole('button', { name: 'Add single comment' }).click()
  await expect(lines.getByRole('article', { name: 'Thread of Ada Owner' })).toContainText('Why seven?')
  await expectAccessibleInBothThemes(page)

  // another version comes into use meanwhile
  const { settings } = (await get('/policies/default')) as { settings: { rerank: object; format: object } }
  await post('/policies/default/versions', {
    settings: {
      ...settings,
      rerank: { ...settings.rerank, topN: 9 },
      format: { ...settings.format, placement: 'rank' },
    },
  })
  await post('/policies/default/apply', { version: 2 })
  await page.reload()
  await expect(page.getByText('Version 2 is in use now; this edit began with version 1.')).toBeVisible()
  await expect(page.getByRole('region', { name: 'Proposed, against version 2' })).toContainText('9 → 7')
  await expect(page.getByRole('button', { name: 'Merge' })).toHaveAttribute('aria-disabled', 'true')
  await page.getByRole('button', { name: 'Apply its changes to version 2' }).click()
  await expect(page.getByText('Version 2 is in use now')).toHaveCount(0)
  await page.getByRole('button', { name: 'Merge' }).click()
  await expect(page.getByText('became version 3')).toBeVisible()
  expect(await get('/policies/default')).toMatchObject({
    activeVersion: 3,
    settings: { rerank: { topN: 7 }, format: { placement: 'rank' } },
  })

  await page.getByRole('button', { name: 'Revert' }).click()
  await expect(page.getByRole('heading', { name: '#2 Revert “Fewer candidates”' })).toBeVisible()
  await page.getByRole('button', { name: 'Merge' }).click()
  await expect(page.getByText('#2 is merged, and in production')).toBeVisible()
  expect(await get('/policies/default')).toMatchObject({ activeVersion: 4, settings: { rerank: { topN: 9 } } })
})

test('queries of a set are proposed with the module that they are of, edited as a file, and merged', async ({
  page,
  baseURL,
}) => {
  const { path, post, put, get } = await createOwnWorkspace(page, baseURL)
  const check = { kind: 'includes', module: 'chunks', text: '400 tokens' }
  const { id } = (await post('/query-sets', {
    name: 'Sizes',
    isRequired: true,
    queries: [{ text: QUESTION, checks: [check] }],
  })) as {
    id: string
  }
  await page.goto(path(`/checks?set=${id}`))
  await page.getByRole('button', { name: 'Add a query' }).click()
  const dialog = page.getByRole('dialog', { name: 'New query' })
  await dialog.getByLabel('Question').fill('How far do chunks overlap?')
  await dialog.getByRole('combobox', { name: 'Module' }).fill('chunks')
  await dialog.getByRole('button', { name: 'Propose…' }).click()
  const proposal = page.getByRole('dialog', { name: 'Propose “Sizes”' })
  await proposal.getByLabel('Title').fill('Larger chunks')
  await expectAccessibleInBothThemes(page)
  await proposal.getByRole('button', { name: 'Propose' }).click()
  await expect(page.getByRole('heading', { name: '#1 Larger chunks' })).toBeVisible()
  const shown = page.getByRole('region', { name: 'Edit', exact: true })
  await expect(shown).toContainText('How far do chunks overlap?')
  await expectAccessibleInBothThemes(page)
  expect(await get(`/query-sets/${id}`)).toMatchObject({ revision: 1 })

  // the module changes with its check
  await put('/change-requests/1/edits', { edits: [{ moduleId: 'chunks', source: source(500) }] })
  await page.goto(path('/changes/1?tab=checks'))
  await page.getByRole('button', { name: 'Run the required sets' }).click()
  await expect(page.getByText('The required set fails: it cannot be merged.')).toBeVisible()
  await expect(page.getByText('as proposed')).toBeVisible()
  await page.goto(path(`/changes/1?set=${id}`))
  await shown.getByRole('button', { name: 'Edit' }).click()
  const editor = page.getByRole('textbox', { name: 'Proposed, editable' })
  await editor.click()
  await page.keyboard.press('Control+A')
  await page.keyboard.insertText(
    'version: 1\nname: Sizes\nisRequired: true\nqueries:\n  - text: How large is a chunk?\n    checks: [{ kind: includes, module: chunks, text: 500 tokens }]\n',
  )
  await page.getByRole('button', { name: 'Save the right side' }).click()
  await expect(page.getByRole('textbox', { name: 'Proposed', exact: true })).toContainText('500 tokens')
  await page.getByRole('button', { name: 'Merge' }).click()
  await expect(page.getByText('#1 is merged, and in production')).toBeVisible()
  expect(await get(`/query-sets/${id}`)).toMatchObject({ revision: 2, queries: [{ checks: [{ text: '500 tokens' }] }] })
})

test('what is written of a change is sent by its own keys, and overwrites nothing', async ({ page, baseURL }) => {
  const { path, post, put, get } = await createOwnWorkspace(page, baseURL)
  await post('/change-requests', { title: 'Larger chunks', edits: [{ moduleId: 'chunks', source: source(500) }] })
  await page.goto(path('/changes/1'))
  const proposed = page.getByRole('textbox', { name: 'Proposed', exact: true })
  await expect(proposed).toContainText('500 tokens')

  // the key that merges saves a dialog, and ends a review
  await page.getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('menuitem', { name: 'Title and description' }).click()
  await page.getByLabel('Why').fill('Fewer of them are cut.')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await proposed.getByText('A chunk is as large as').click()
  await page.keyboard.press('Enter')
  await proposed.getByRole('textbox', { name: /^Comment on line/ }).fill('Measured.')
  await proposed.getByRole('button', { name: 'Start a review' }).click()
  await page.getByRole('button', { name: 'Finish your review' }).click()
  await page.getByRole('dialog', { name: 'Review' }).getByLabel('Comment').fill('In all, it is better.')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('button', { name: 'Finish your review' })).toHaveCount(0)
  await expect(proposed.getByRole('article', { name: 'Thread of Ada Owner' })).toContainText('Measured.')
  expect(await get('/change-requests/1')).toMatchObject({ status: 'open', description: 'Fewer of them are cut.' })

  // what a colleague saves while the text is open is a conflict
  await page.getByRole('region', { name: 'Edit', exact: true }).getByRole('button', { name: 'Edit' }).click()
  await page.getByRole('textbox', { name: 'Proposed, editable' }).click()
  await page.keyboard.press('Control+End')
  await page.keyboard.insertText('They are cut at headings.\n')
  await put('/change-requests/1/edits', { edits: [{ moduleId: 'chunks', source: source(450) }] })
  const readAgain = page.waitForResponse(/\/change-requests\/1$/)
  await page.evaluate(() => ['offline', 'online'].map((name) => window.dispatchEvent(new Event(name))))
  await readAgain
  await page.getByRole('button', { name: 'Save the right side' }).click()
  await expect(page.getByRole('region', { name: 'Edit', exact: true }).getByRole('alert')).toBeVisible()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(proposed).toContainText('450 tokens')
})

test.describe('without a connection', () => {
  test.use({ expectedErrors: /Failed to load resource|net::ERR_/ })
  test('an edit that cannot be put back is told', async ({ page, baseURL }) => {
    const { path, post, get } = await createOwnWorkspace(page, baseURL)
    await post('/change-requests', { title: 'Larger chunks', edits: [{ moduleId: 'chunks', source: source(500) }] })
    await page.goto(path('/changes/1'))
    await expect(page.getByRole('textbox', { name: 'Proposed', exact: true })).toContainText('500 tokens')
    await page.getByRole('region', { name: 'Edit', exact: true }).getByRole('button', { name: 'Remove' }).click()
    const undo = page.getByRole('button', { name: 'Undo' })
    await expect(undo).toBeVisible()
    await page.route('**/changes/1**', (route) =>
      route.request().method() === 'POST' ? route.abort('connectionfailed') : route.fallback(),
    )
    await undo.click()
    await expect(page.getByText('The server cannot be reached.')).toBeVisible()
    expect(await get('/change-requests/1')).toMatchObject({ edits: [] })
  })
})
