import type { Locator, Page } from '@playwright/test'
import { inFirstWorkspace } from '../first-workspace'

export class RetrievalPage {
  readonly query: Locator
  readonly details: Locator

  constructor(readonly page: Page) {
    this.query = page.getByRole('searchbox', { name: 'Query' })
    this.details = page.getByRole('tabpanel')
  }

  async open(search = '') {
    await this.page.goto(inFirstWorkspace(`/retrieval${search}`))
    await this.query.waitFor()
  }

  /** The candidates of one stage, best first. */
  rows(stage: string): Locator {
    return this.page.getByRole('region', { name: stage, exact: true }).getByRole('button')
  }

  setting(label: string): Locator {
    return this.details.getByLabel(label, { exact: true })
  }

  async openTab(name: 'Settings' | 'Candidate' | 'Changes') {
    await this.page.getByRole('tab', { name }).click()
  }

  /** Opens the dialog that saves what was tried out. */
  async save(message: string): Promise<Locator> {
    await this.page.getByRole('button', { name: 'Save…' }).click()
    const dialog = this.page.getByRole('dialog')
    await dialog.getByLabel('What changes, and why').fill(message)
    return dialog
  }
}
