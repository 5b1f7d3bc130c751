import type { Locator } from '@playwright/test'
import { startSmtpServer } from '../lib/services/mail/testing/smtp-server'
import { expect, expectAccessibleInBothThemes, test } from './fixtures'
import { freshTag } from './fresh-tag'
import { createOwnWorkspace } from './own-workspace'
import { SignInPage } from './pages/sign-in.page'

test('a member gets an e-mail of a mention, ends mails of that kind from it, and chooses in the settings', async ({
  page,
  browser,
  baseURL,
}) => {
  const smtp = await startSmtpServer(Number(process.env.E2E_SMTP_PORT))
  const { path, post } = await createOwnWorkspace(page, baseURL)
  const edits = [{ moduleId: 'herons', source: '# Herons\n\nHerons eat frogs.\n' }]
  await post('/change-requests', { title: 'Frogs', edits })
  const email = `mia-${freshTag()}@example.com`
  const invited = (await post('/invitations', { email, role: 'reviewer' })) as { path: string }
  const theirs = await browser.newContext({ storageState: { cookies: [], origins: [] } })
  const theirPage = await theirs.newPage()
  await new SignInPage(theirPage).join(invited.path, 'Mia Reader', 'a password of her own')
  await post('/threads', { number: 1, text: `What of newts, @${email}?` })
  const mails = () => smtp.received.filter(({ to }) => to.includes(email))
  await expect.poll(() => mails().length, { timeout: 120_000 }).toBe(1)
  const raw =
    mails()[0]
      ?.raw.replaceAll(/\n[ \t]/g, ' ')
      .replaceAll(/=\n/g, '')
      .replaceAll('=3D', '=') ?? ''
  expect(raw).toContain('What of newts')

  // a program that only looks at the link ends nothing; a person who is not signed in does
  const link = new URL(/List-Unsubscribe: <(.*?)>/.exec(raw)?.[1] ?? '')
  const strangers = await browser.newContext({ storageState: { cookies: [], origins: [] } })
  const mailPage = await strangers.newPage()
  await mailPage.goto(link.pathname)
  await expect(mailPage.getByText('You get them for “Somebody mentions you”')).toBeVisible()
  await expectAccessibleInBothThemes(mailPage)
  await mailPage.getByRole('button', { name: 'Turn them off', exact: true }).click()
  await expect(mailPage.getByRole('heading', { name: 'These e-mails are off', exact: true })).toBeVisible()
  await expectAccessibleInBothThemes(mailPage)

  // what the mail led to is in the settings, and can be chosen again
  const opened = new URL(/Open it: (\S+)/.exec(raw)?.[1] ?? '')
  await theirPage.goto(opened.pathname + opened.search)
  await expect(theirPage.getByRole('article', { name: 'Thread of Ada Owner' })).toContainText('What of newts')
  await theirPage.goto(path('/inbox'))
  await theirPage.getByRole('link', { name: 'E-mail settings', exact: true }).press('Enter')
  const mentions = theirPage.getByRole('combobox', { name: 'Somebody mentions you', exact: true })
  const reviews = theirPage.getByRole('combobox', { name: 'Somebody asks you for a review', exact: true })
  const choose = async (kind: Locator, time: string) => {
    await kind.press('Enter')
    await theirPage.getByRole('option', { name: time, exact: true }).press('Enter')
    await expect(kind).toHaveText(time)
    await expect(theirPage.getByText('Saved', { exact: true })).toBeVisible()
  }
  await expect(mentions).toHaveText('Never')
  await expectAccessibleInBothThemes(theirPage)
  await choose(mentions, 'At once')
  await choose(reviews, 'Once a day')
  await theirPage.reload()
  await expect(mentions).toHaveText('At once')
  await expect(reviews).toHaveText('Once a day')

  // one click of a mail program
  expect((await mailPage.request.post(link.pathname, { form: { 'List-Unsubscribe': 'One-Click' } })).status()).toBe(204)
  expect((await mailPage.request.post('/api/unsubscribe/x')).status()).toBe(404)
  await theirPage.reload()
  await expect(mentions).toHaveText('Never')
  await smtp.stop()
  await theirs.close()
  await strangers.close()
})
