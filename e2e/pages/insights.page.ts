import { expect, type Locator, type Page } from '@playwright/test'
import { inFirstWorkspace } from '../first-workspace'

export const INSIGHT_TABS = [
  ...(['contexts', 'queries', 'usage', 'return', 'library'] as const),
  ...(['reviews', 'cost', 'jobs', 'caches', 'server'] as const),
] as const

export class InsightsPage {
  readonly dialog: Locator

  constructor(readonly page: Page) {
    this.dialog = page.getByRole('dialog')
  }

  async open(tab: (typeof INSIGHT_TABS)[number]): Promise<void> {
    await this.page.goto(inFirstWorkspace(`/insights?tab=${tab}`))
    await this.page.getByRole('heading', { level: 1, name: 'Insights' }).waitFor()
    // every part has loaded
    await expect(this.page.getByRole('status', { name: /^Loading/ })).toHaveCount(0)
  }

  row(list: string, text: string | RegExp): Locator {
    return this.page.getByRole('list', { name: list, exact: true }).getByRole('listitem').filter({ hasText: text })
  }

  async addTemplate(title: string, text: string): Promise<void> {
    await this.page.getByRole('button', { name: 'New template' }).click()
    await this.dialog.getByLabel('Title').fill(title)
    await this.dialog.getByLabel('Question').fill(text)
    await this.dialog.getByRole('button', { name: 'Add' }).click()
    await expect(this.dialog).toHaveCount(0)
  }
}
