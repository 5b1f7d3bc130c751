import type { Locator } from '@playwright/test'
import { expect, expectAccessibleInBothThemes, test } from './fixtures'
import { freshTag } from './fresh-tag'
import { createOwnWorkspace } from './own-workspace'
import { SignInPage } from './pages/sign-in.page'

const source = (size: number) =>
  `---\nname: Chunks\n---\n\n# Chunks\n\nA chunk is as large as ${size} tokens, and chunks overlap by 50.\n`

test('two members discuss a line, settle it, and are told of it in their inboxes', async ({
  page,
  browser,
  baseURL,
}) => {
  const { path, post, put } = await createOwnWorkspace(page, baseURL)
  await put('/review', { review: 'optional' })
  const edits = [{ moduleId: 'chunks', source: source(500) }]
  await post('/change-requests', { title: 'Larger chunks', edits })
  const email = `ann-${freshTag()}@example.com`
  const invited = (await post('/invitations', { email, role: 'reviewer' })) as { path: string }
  const theirs = await browser.newContext({ storageState: { cookies: [], origins: [] } })
  const theirPage = await theirs.newPage()
  await new SignInPage(theirPage).join(invited.path, 'Ann Reader', 'a password of her own')

  // the author asks for a review
  await page.goto(path('/changes/1'))
  await page.getByRole('button', { name: 'Ask for a review' }).click()
  await page.getByRole('checkbox', { name: 'Ann Reader' }).click()
  await expectAccessibleInBothThemes(page)
  await page.getByRole('button', { name: 'Ask', exact: true }).click()
  await expect(page.getByRole('checkbox', { name: 'Ann Reader' })).toHaveCount(0)
  await theirPage.goto(path('/inbox?filter=review'))
  await expect(theirPage.getByRole('list', { name: 'Notifications' })).toContainText('Ada Owner asks you for a review')

  // a review with a comment on a line, which survives a reload before it is sent
  await theirPage.goto(path('/changes/1'))
  const proposed = theirPage.getByRole('textbox', { name: 'Proposed' })
  await proposed.getByText('A chunk is as large as').click()
  await theirPage.getByRole('button', { name: 'Comment on line 7, proposed' }).click()
  const written = theirPage.getByRole('textbox', { name: 'Comment on line 7, proposed' })
  await written.fill('Why **500**, @Ada Owner and @eve@example.com?')
  await theirPage.reload()
  await theirPage.getByRole('textbox', { name: 'Proposed' }).getByText('A chunk is as large as').click()
  await theirPage.keyboard.press('Enter')
  await expect(written).toBeFocused()
  await expect(written).toHaveValue(/Why/)
  await theirPage.getByRole('button', { name: 'Start a review' }).click()
  await theirPage.reload()
  await expect(theirPage.getByRole('list', { name: 'Waiting for your review' })).toContainText('Why 500')
  await expectAccessibleInBothThemes(theirPage)
  await theirPage.getByRole('button', { name: 'Finish your review' }).click()
  await theirPage.getByRole('button', { name: 'Request changes' }).click()
  await expect(theirPage.getByRole('list', { name: 'Reviews' })).toContainText('changes requested')
  const thread = theirPage.getByRole('article', { name: 'Thread of Ann Reader' })
  await expect(thread).toContainText('line 7, proposed')
  await expect(proposed.getByRole('article')).toHaveCount(1)
  await expect(thread).toContainText('@eve@example.com names no member of this workspace: nobody was told.')

  // the author is told, answers, and mends the line: the thread is outdated
  await page.goto(path('/changes?status=mine'))
  await expect(page.getByRole('list', { name: 'Change requests' }).getByRole('listitem')).toContainText(
    'Changes requested',
  )
  await expectAccessibleInBothThemes(page)
  await page.goto(path('/inbox'))
  await expect(page.getByRole('link', { name: 'Inbox 2 unread' })).toBeVisible()
  await expectAccessibleInBothThemes(page)
  const notifications = page.getByRole('list', { name: 'Notifications' })
  await page.getByRole('button', { name: 'Mentions me' }).click()
  await expect(notifications.getByRole('listitem')).toHaveCount(1)
  await expect(notifications).toContainText('@eve@example.com')
  await page.keyboard.press('j')
  await expect(notifications.getByRole('link')).toBeFocused()
  await page.keyboard.press('e')
  await expect(page.getByRole('button', { name: /^Mark unread: / })).toBeVisible()
  await page.keyboard.press('e')
  await expect(page.getByRole('button', { name: /^Mark read: / })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('list', { name: 'Timeline' })).toContainText('Ann Reader requested changes')
  await expect(page.getByRole('link', { name: 'Inbox', exact: true })).toBeVisible()
  await expectAccessibleInBothThemes(page)
  await page.getByRole('button', { name: 'Answer' }).click()
  await page.getByRole('textbox', { name: 'Answer' }).fill('Measured: 450 is enough.')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('article')).toContainText('Measured: 450 is enough.')
  const react = page.getByRole('button', { name: 'React to the comment of Ann Reader', exact: true })
  await react.press('Enter')
  await page.getByRole('menuitemcheckbox', { name: 'Thanks', exact: true }).press('Enter')
  await expect(page.getByRole('button', { name: '1 Thanks: Ada Owner', exact: true })).toHaveAttribute(
    'aria-pressed',
    'true',
  )
  await expectAccessibleInBothThemes(page)
  await put('/change-requests/1/edits', { edits: [{ moduleId: 'chunks', source: source(450) }] })

  // the reviewer sees it without a reload, and settles it
  await expect(thread).toContainText('Measured: 450 is enough.')
  await expect(thread).toContainText('outdated', { timeout: 60_000 })
  await expect(thread).toContainText('as large as 500 tokens')
  await thread.getByRole('button', { name: '1 Thanks: Ada Owner', exact: true }).click()
  await thread.getByRole('button', { name: '2 Thanks: Ada Owner, Ann Reader', exact: true }).click()
  await expect(thread.getByRole('button', { name: '1 Thanks: Ada Owner', exact: true })).toBeVisible()
  await thread.getByRole('button', { name: 'Resolve' }).click()
  await expect(thread).toContainText('by Ann Reader')
  await theirPage.goto(path('/inbox'))
  await theirPage.getByRole('button', { name: 'Needs my review' }).click()
  const waiting = theirPage.getByRole('region', { name: 'Change requests that wait for you', exact: true })
  await expect(waiting.getByRole('link')).toContainText('it changed after your review')
  await expect(theirPage.getByRole('list', { name: 'Notifications' })).toContainText('changed what you reviewed')
  await expectAccessibleInBothThemes(theirPage)
  await theirPage.getByRole('list', { name: 'Notifications' }).getByRole('link').first().click()
  await expect(theirPage.getByRole('link', { name: 'Inbox', exact: true })).toBeVisible()

  // a comment is edited, what it said before is kept, and deleted
  await page.reload()
  await page.getByRole('button', { name: 'More on the comment of Ada Owner' }).click()
  await page.getByRole('menuitem', { name: 'Edit' }).click()
  await page.getByRole('textbox', { name: 'Edit the comment' }).fill('Measured: 450 it is.')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('button', { name: 'edited' }).click()
  await expect(page.getByRole('dialog')).toContainText('Measured: 450 is enough.')
  await page.keyboard.press('Escape')

  // what somebody suggests for a line is taken over at a press, and its thread is settled
  const anchor = { side: 'new', line: 5, text: '# Chunks' }
  const text = 'Clearer:\n\n```suggestion\n# Sizes of chunks\n```'
  await post('/threads', { number: 1, moduleId: 'chunks', anchor, text })
  await page.goto(path('/changes/1'))
  // on a phone the two texts stand in one column
  const before = page.getByRole('textbox', { name: 'Version 1', exact: true })
  await expect(before).toBeVisible()
  await page.setViewportSize({ width: 390, height: 844 })
  await expect(before).toHaveCount(0)
  await expect(page.getByRole('textbox', { name: 'Proposed', exact: true })).toContainText('450 tokens')
  await expectAccessibleInBothThemes(page)
  await page.setViewportSize({ width: 1440, height: 900 })
  await expect(before).toBeVisible()
  // under its line, with as much room in the other text
  const proposedNow = page.getByRole('textbox', { name: 'Proposed', exact: true })
  await expect(proposedNow.getByRole('article', { name: 'Thread of Ada Owner' })).toBeVisible()
  const topOf = async (locator: Locator) => (await locator.boundingBox())?.y ?? 0
  const [title, sentence] = ['# Chunks', 'A chunk is as large as']
  await expect(async () => {
    const card = await topOf(proposedNow.getByRole('article'))
    expect(card).toBeGreaterThan(await topOf(proposedNow.getByText(title, { exact: true })))
    expect(card).toBeLessThan(await topOf(proposedNow.getByText(sentence)))
    expect(await topOf(before.getByText(sentence))).toBeCloseTo(await topOf(proposedNow.getByText(sentence)), 0)
  }).toPass()
  // the number beside the line leads to its thread
  await page.getByTitle('Threads on line 5').click()
  await expect(page.getByRole('article', { name: 'Thread of Ada Owner' })).toBeFocused()
  await page.getByRole('button', { name: 'Apply the suggestion' }).click()
  await expect(page.getByRole('textbox', { name: 'Proposed' })).toContainText('# Sizes of chunks')
  await expect(page.getByRole('button', { name: 'Apply the suggestion' })).toHaveCount(0)
  // the thread is drawn anew once it is known to be outdated
  await expect(async () => {
    await page.keyboard.press('n')
    await expect(page.getByRole('article').first()).toBeFocused({ timeout: 1_000 })
  }).toPass()
  await expect(async () => {
    await page.keyboard.press('p')
    await expect(page.getByRole('article').last()).toBeFocused({ timeout: 1_000 })
  }).toPass()

  // and a module is discussed outside any change request
  await page.goto(path('/modules/chunks?tab=discussion'))
  await page.getByRole('textbox', { name: 'Comment on this module' }).fill(`Who owns this, @${email}?`)
  await page.getByRole('button', { name: 'Comment', exact: true }).click()
  await expect(page.getByRole('article', { name: 'Thread of Ada Owner' })).toContainText('Who owns this')
  await expectAccessibleInBothThemes(page)
  await expect(theirPage.getByRole('link', { name: 'Inbox 1 unread' })).toBeVisible({ timeout: 60_000 })
  await theirs.close()
})
