import { expect, type Locator, type Page } from '@playwright/test'
import { inFirstWorkspace } from '../first-workspace'

/** The playground as a person uses it. */
export class PlaygroundPage {
  readonly question: Locator
  readonly answers: Locator
  readonly inspector: Locator
  readonly conversations: Locator

  constructor(readonly page: Page) {
    this.question = page.getByLabel('Ask a question')
    this.answers = page.getByRole('article', { name: 'Answer' })
    this.inspector = page.getByRole('complementary', { name: 'Context' })
    this.conversations = page.getByRole('navigation', { name: 'Conversations' })
  }

  async open(path = inFirstWorkspace('/playground')) {
    await this.page.goto(path)
    await expect(this.question).toBeFocused()
  }

  /** The line under the last answer that opens its context. */
  get usedLine(): Locator {
    return this.answers.last().getByRole('button', { name: /^used .* candidates/ })
  }

  /** Asks for what was said before the messages that are here. */
  get earlier(): Locator {
    return this.page.getByRole('button', { name: /^Load(ing| [\d,]+) earlier messages?/ })
  }

  /** Scrolls up until everything that was said is there. */
  async readBack() {
    const thread = this.page.getByRole('log', { name: 'Conversation' })
    await expect(async () => {
      await thread.hover()
      await this.page.mouse.wheel(0, -20_000)
      await expect(this.earlier).toHaveCount(0, { timeout: 500 })
    }).toPass()
  }

  /** Looks for a conversation by a word, and opens the first that is found. */
  async search(word: string) {
    await this.page.getByRole('searchbox', { name: 'Search conversations' }).fill(word)
    const hits = this.conversations.getByRole('listitem').filter({ hasText: word })
    await hits.first().getByRole('button').first().click()
  }

  /** The steps of a composition that is not there yet. */
  get composing(): Locator {
    return this.inspector.getByRole('status', { name: 'Composing the context' })
  }

  get stop(): Locator {
    return this.page.getByRole('button', { name: 'Stop', exact: true })
  }

  get retry(): Locator {
    return this.answers.last().getByRole('button', { name: 'Retry', exact: true })
  }

  get continue(): Locator {
    return this.answers.last().getByRole('button', { name: 'Continue', exact: true })
  }

  async chooseModel(name: string) {
    await this.page.getByRole('combobox', { name: 'Model' }).click()
    await this.page.getByRole('option', { name }).click()
  }

  /** Asks, and does not wait for the answer. */
  async startAsking(question: string) {
    await this.question.fill(question)
    await this.question.press('Enter')
  }

  /** Asks, and waits until the whole answer is there. */
  async ask(question: string) {
    const before = await this.answers.count()
    await this.question.fill(question)
    await this.question.press('Enter')
    await expect(this.answers).toHaveCount(before + 1)
    await this.isAnswered()
  }

  async isAnswered() {
    // the first answer after a start opens the index, which takes long on a busy machine
    await expect(this.usedLine).toBeVisible({ timeout: 60_000 })
    await this.isIdle()
  }

  /** Nothing is being answered. */
  async isIdle() {
    await expect(this.stop).toHaveCount(0, { timeout: 60_000 })
  }

  async showTab(name: 'Text' | 'Sections' | 'Candidates' | 'Steps') {
    await this.inspector.getByRole('tab', { name }).click()
  }

  /** The text that the inspector shows of one message, format and all. */
  async shownText(role: 'system' | 'user' | 'assistant'): Promise<string> {
    const parts = await this.inspector
      .getByRole('region', { name: `${role} message` })
      .last()
      .locator('pre')
      .allTextContents()
    return parts.join('')
  }

  async setOption(label: string, value: string) {
    await this.page.getByRole('button', { name: /^Options/ }).click()
    const field = this.page.getByLabel(label)
    await field.fill(value)
    await field.blur()
    await this.page.keyboard.press('Escape')
  }
}
