import type { Locator, Page } from '@playwright/test'

/** The budget visualizer as a person uses it. */
export class BudgetPage {
  readonly fallsOut: Locator
  readonly comesIn: Locator

  constructor(readonly page: Page) {
    this.fallsOut = page.getByRole('region', { name: 'Falls out' })
    this.comesIn = page.getByRole('region', { name: 'Comes in' })
  }

  number(label: string): Locator {
    return this.page.getByRole('textbox', { name: label })
  }

  border(left: string, right: string): Locator {
    return this.page.getByRole('slider', { name: `Border between ${left} and ${right}` })
  }

  bar(name: 'Allocated' | 'Used'): Locator {
    return this.page.getByRole('img', { name: new RegExp(`^${name}: `) })
  }
}
