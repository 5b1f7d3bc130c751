import type { Locator, Page } from '@playwright/test'

/** The pages outside the workspace: sign-in, invitation, new password. */
export class SignInPage {
  readonly email: Locator
  readonly password: Locator
  readonly submit: Locator
  readonly problem: Locator

  constructor(readonly page: Page) {
    this.email = page.getByLabel('E-mail')
    this.password = page.getByLabel('Password', { exact: true })
    this.submit = page.getByRole('button', { name: 'Sign in', exact: true })
    this.problem = page.getByRole('alert').filter({ hasText: /\S/ })
  }

  async signIn(email: string, password: string): Promise<void> {
    await this.email.fill(email)
    await this.password.fill(password)
    await this.submit.click()
  }

  /** Opens an invitation's link and makes the account that it offers. */
  async join(link: string, name: string, password: string): Promise<void> {
    await this.page.goto(link)
    await this.page.getByLabel('Your name').fill(name)
    await this.password.fill(password)
    await this.page.getByRole('button', { name: 'Create account and join' }).click()
    await this.page.waitForURL(/\/playground/)
  }
}
