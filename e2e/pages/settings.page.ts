import type { Locator, Page } from '@playwright/test'
import { inFirstWorkspace } from '../first-workspace'

export const SETTINGS_TABS = [
  'workspace',
  'members',
  'review',
  'api-keys',
  'providers',
  'limits',
  'embedding',
  'summaries',
  'cleaner',
  'profiles',
  'policy',
  'releases',
  'account',
  'retention',
  'audit-log',
  'about',
] as const

export class SettingsPage {
  readonly dialog: Locator
  readonly confirmation: Locator

  constructor(readonly page: Page) {
    this.dialog = page.getByRole('dialog')
    this.confirmation = page.getByRole('alertdialog')
  }

  async open(tab: (typeof SETTINGS_TABS)[number]): Promise<void> {
    await this.page.goto(inFirstWorkspace(`/settings/${tab}`))
    await this.page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor()
  }

  row(list: string, text: string): Locator {
    return this.page.getByRole('list', { name: list, exact: true }).getByRole('listitem').filter({ hasText: text })
  }

  /** Makes an invitation and returns its link. */
  async invite(email: string, role: string): Promise<string> {
    await this.page.getByRole('button', { name: 'Invite' }).click()
    await this.dialog.getByLabel('E-mail').fill(email)
    await this.dialog.getByRole('combobox', { name: 'Role' }).click()
    await this.page.getByRole('option', { name: role, exact: true }).click()
    await this.dialog.getByRole('button', { name: 'Create link' }).click()
    const link = await this.dialog.getByLabel('Invitation link').inputValue()
    await this.dialog.getByRole('button', { name: 'Done' }).click()
    return link
  }

  /** Makes an API key and returns it. */
  async createKey(name: string): Promise<string> {
    await this.page.getByRole('button', { name: 'Create key' }).click()
    await this.dialog.getByLabel('Name').fill(name)
    await this.dialog.getByRole('button', { name: 'Create key' }).click()
    const key = await this.dialog.getByLabel('API key').inputValue()
    await this.dialog.getByRole('button', { name: 'Done' }).click()
    return key
  }
}
