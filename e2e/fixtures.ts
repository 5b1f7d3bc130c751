import AxeBuilder from '@axe-core/playwright'
import { type APIRequestContext, test as base, expect, type Page, request } from '@playwright/test'

type Fixtures = {
  /** REST with an API key of the first workspace: for what a test needs to exist before it begins. */
  api: APIRequestContext
  /** Console errors that a test provokes on purpose. */
  expectedErrors: RegExp
  noErrors: undefined
}

/** Every page must stay free of errors: an exception or a console error fails the test that caused it. */
export const test = base.extend<Fixtures>({
  expectedErrors: [/^\b$/, { option: true }],
  noErrors: [
    async ({ page, expectedErrors }, use) => {
      const errors: { text: string; url?: string }[] = []
      page.on('pageerror', (error) => errors.push({ text: error.stack ?? error.message }))
      page.on('console', (message) => {
        if (message.type() === 'error') errors.push({ text: message.text(), url: message.location().url })
      })
      await use(undefined)
      expect(errors.filter(({ text }) => !expectedErrors.test(text))).toEqual([])
    },
    { auto: true },
  ],
  api: async ({ baseURL }, use) => {
    const context = await request.newContext({
      baseURL,
      extraHTTPHeaders: { authorization: `Bearer ${process.env.E2E_API_KEY}` },
    })
    await use(context)
    await context.dispose()
  },
})

/**
 * Fails with what axe found, in words. There are no frames, so axe needs neither a page of its own to gather results in
 * (legacy mode) nor the details of what passed: that takes a third of the time.
 * @param rules all when not given
 */
export async function expectAccessible(page: Page, rules?: string[]): Promise<void> {
  // it is streamed after the page
  await expect(page).toHaveTitle(/\S/)
  // what fades in has the contrast of what it fades over
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every(({ playState, effect }) => playState !== 'running' || effect?.getComputedTiming().iterations === Infinity),
  )
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode(true)
    .options({
      resultTypes: ['violations'],
      preload: false,
      ...(rules && { runOnly: { type: 'rule', values: rules } }),
    })
    .analyze()
  const found = violations.map(
    ({ id, help, nodes }) => `${id}: ${help} (${nodes.map((node) => node.target).join('; ')})`,
  )
  expect(found).toEqual([])
}

/** In the light theme, and then in the dark one what another theme can break. */
export async function expectAccessibleInBothThemes(page: Page): Promise<void> {
  await expectAccessible(page)
  await page.emulateMedia({ colorScheme: 'dark' })
  await expectAccessible(page, ['color-contrast'])
  await page.emulateMedia({ colorScheme: 'light' })
}

export { expect }
