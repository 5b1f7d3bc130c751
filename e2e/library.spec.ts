import { readFileSync } from 'node:fs'
import { expect, expectAccessibleInBothThemes, test } from './fixtures'
import { createOwnWorkspace } from './own-workspace'

const module = (path: string, needs: string[]) => ({
  path,
  content: `---\nid: ${path.split('/').at(-1)!.replace('.md', '')}\ndependencies: [${needs.join(', ')}]\n---\n\n# ${path}\n\nA text of its own about ${path}.\n`,
})

test('the library is drawn, by folder where it is large, and followed over all levels', async ({ page, baseURL }) => {
  const { path, post } = await createOwnWorkspace(page, baseURL)
  const files = [
    module('rules/style.md', []),
    module('guides/first.md', ['style', 'second', 'nowhere']),
    module('guides/second.md', ['third']),
    module('guides/third.md', ['style']),
  ]
  await post('/modules/import', { files })
  await post('/compose', { query: 'How large is a chunk?' })
  await page.goto(path('/insights?tab=library'))
  const picture = page.getByRole('list', { name: 'Modules and their dependencies' })
  await expect(picture.getByRole('button')).toHaveCount(5)
  await expect(picture.getByRole('button', { name: /nowhere/ })).toContainText('not in production')
  await expect(page.getByText('4 modules need another one or are needed, 1 stands alone.')).toBeVisible()
  await expectAccessibleInBothThemes(page)

  // what one of them needs and is needed by, at a press of a key; the address shows it again
  await picture.getByRole('button', { name: /second/ }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByText('needs and is needed by, over all levels')).toBeVisible()
  await expect(page).toHaveURL(/second/)
  await page.reload()
  await expect(picture.getByRole('button', { name: /second/ })).toHaveAttribute('aria-pressed', 'true')
  await page.getByRole('button', { name: 'Show all again' }).click()
  const first = page.getByRole('table', { name: 'Library' }).getByRole('row').filter({ hasText: 'first' })
  await expect(first).toContainText('3 · 1 missing')

  // three hundred modules are drawn by folder, and a folder by its modules
  const many = Array.from({ length: 300 }, (_, at) =>
    module(`part-${at % 12}/m${at}.md`, at % 12 === 0 ? [] : [`m${at - 1}`]),
  )
  for (let at = 0; at < many.length; at += 100) await post('/modules/import', { files: many.slice(at, at + 100) })
  await page.reload()
  await expect(picture.getByRole('button', { name: /^part-3/ })).toContainText('25 modules')
  await expectAccessibleInBothThemes(page)
  await picture.getByRole('button', { name: /^part-3/ }).click()
  await expect(picture.getByRole('button')).toHaveCount(75)
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'CSV' }).click()
  expect(
    readFileSync(await (await download).path(), 'utf8')
      .trim()
      .split('\r\n'),
  ).toHaveLength(306)
})
