import type { Locator, Page } from '@playwright/test'
import { inFirstWorkspace } from '../first-workspace'

export class EditorPage {
  readonly source: Locator
  readonly publishButton: Locator
  readonly status: Locator

  constructor(readonly page: Page) {
    this.source = page.getByRole('textbox', { name: /^Source of/ })
    this.publishButton = page.getByRole('button', { name: 'Publish', exact: true })
    this.status = page.getByRole('region', { name: 'Status' })
  }

  async goto(id: string, query = '') {
    await this.page.goto(inFirstWorkspace(`/modules/${id}${query}`))
    await this.source.waitFor()
  }

  /** Types at the end of the source. */
  async append(text: string) {
    await this.source.click()
    await this.page.keyboard.press('Control+End')
    await this.page.keyboard.insertText(text)
  }

  /** Replaces the whole source. */
  async replaceAll(text: string) {
    await this.source.click()
    await this.page.keyboard.press('Control+A')
    await this.page.keyboard.insertText(text)
  }

  async openTab(name: 'Front matter' | 'Preview' | 'Chunks' | 'Needs' | 'History') {
    await this.page.getByRole('tab', { name }).click()
  }

  /** A chunk of the Chunks tab, by its number there. */
  chunk(number: number): Locator {
    return this.page.getByRole('listitem', { name: `Chunk ${number}`, exact: true })
  }

  async curate(number: number, { keywords, questions }: { keywords: string; questions: string }) {
    const chunk = this.chunk(number)
    await chunk.getByRole('button', { name: 'Curate' }).click()
    await chunk.getByLabel('Keywords').fill(keywords)
    await chunk.getByLabel('Questions it answers').fill(questions)
    await chunk.getByRole('button', { name: 'Save' }).click()
    await chunk.getByRole('form').waitFor({ state: 'hidden' })
  }

  /** @param into a new change request of this title, or the open one that is named so */
  async propose(number: number, { keywords }: { keywords: string }, into: string) {
    const chunk = this.chunk(number)
    await chunk.getByRole('button', { name: 'Curate' }).click()
    await chunk.getByLabel('Keywords').fill(keywords)
    await chunk.getByRole('button', { name: 'Propose' }).click()
    const dialog = this.page.getByRole('dialog', { name: `Propose the curation of chunk ${number}` })
    if (into.startsWith('#')) {
      await dialog.getByRole('combobox', { name: 'Add it to' }).click()
      await this.page.getByRole('option', { name: into }).click()
    } else await dialog.getByLabel('Title').fill(into)
    await dialog.getByRole('button', { name: 'Propose' }).click()
    await dialog.waitFor({ state: 'hidden' })
    await chunk.getByRole('form').waitFor({ state: 'hidden' })
  }

  async saved() {
    await this.status.getByText('Draft saved').waitFor()
  }

  async publish(message: string) {
    await this.publishButton.click()
    const dialog = this.page.getByRole('dialog')
    await dialog.getByLabel('Message').fill(message)
    await dialog.getByRole('button', { name: 'Publish' }).click()
    await dialog.waitFor({ state: 'hidden' })
  }
}
