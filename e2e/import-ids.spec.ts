import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, expectAccessibleInBothThemes, test } from './fixtures'
import { freshTag } from './fresh-tag'
import { ModulesPage } from './pages/modules.page'

async function writeFiles(folder: string, files: Record<string, string>) {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(join(folder, path, '..'), { recursive: true })
    await writeFile(join(folder, path), content)
  }
}

test('files with one id get others, made of their paths, one by one or all at once', async ({ page }, {
  outputDir,
}) => {
  const tag = freshTag()
  const folder = join(outputDir, `twins-${tag}`)
  const named = (team: string) => `---\nid: intro-${tag}\n---\n# Intro\n\nHello from ${team} ${tag}.\n`
  await writeFiles(folder, { 'a/intro.md': named('A'), 'b/intro.md': named('B'), 'c/intro.md': named('C') })
  const modules = new ModulesPage(page)
  await modules.goto()
  await modules.importFolder(folder)
  const panel = modules.importPanel
  await expect(panel.getByRole('button', { name: 'Publish 1 file' })).toBeVisible()
  const given = /Give it the id “twins-.*-(b|c)-intro”/
  await expect(panel.getByRole('checkbox', { name: given })).toHaveCount(2)
  await panel.getByRole('checkbox', { name: given }).first().check()
  await expect(panel.getByRole('button', { name: 'Publish 2 files' })).toBeVisible()
  await panel.getByRole('checkbox', { name: 'Give 2 files ids made of their paths' }).check()
  await expectAccessibleInBothThemes(page)
  await panel.getByRole('button', { name: 'Publish 3 files' }).click()
  for (const team of ['a', 'b', 'c']) {
    await expect(modules.result(`twins-${tag}/${team}/intro.md`)).toContainText('created')
  }
  await modules.closeImport()

  // what they were given is found again
  await modules.importFolder(folder)
  await expect(panel.getByRole('button', { name: '3 the same' })).toBeVisible()
  await expect(panel.getByRole('button', { name: 'Nothing to import' })).toBeDisabled()
})

test('the folder that is picked is the root of its project', async ({ page }, { outputDir }) => {
  const name = `project-${freshTag()}`
  const folder = join(outputDir, name)
  await writeFiles(folder, { 'AGENTS.md': 'Be brief.', 'packages/ui/AGENTS.md': 'Buttons are 32 px high.' })
  const modules = new ModulesPage(page)
  await modules.goto()
  await modules.importFolder(folder)
  const panel = modules.importPanel
  await expect(panel.getByText('1 file will be sent with every question')).toBeVisible()
  await expect(panel).toContainText(`${name}/AGENTS.md: its front matter says so`)
  await expect(panel).toContainText(`${name}/packages/ui/AGENTS.md: sent when its rules match`)
  await panel.getByRole('button', { name: 'Cancel' }).click()
  await expect(panel).toHaveCount(0)
})
