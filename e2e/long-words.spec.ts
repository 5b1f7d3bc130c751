import { expect, test } from './fixtures'
import { PlaygroundPage } from './pages/playground.page'

test('a question without spaces stays inside its pane', async ({ page }) => {
  const playground = new PlaygroundPage(page)
  await playground.open()
  const word = 'Q'.repeat(400)
  await playground.ask(word)
  const said = await page.getByRole('main').getByRole('paragraph').filter({ hasText: word }).first().boundingBox()
  const composer = await playground.question.boundingBox()
  expect(said!.x).toBeGreaterThanOrEqual(composer!.x)
  expect(said!.x + said!.width).toBeLessThanOrEqual(composer!.x + composer!.width + 20)
})
