import { expect, type Locator, type Page } from '@playwright/test'
import { inFirstWorkspace } from '../first-workspace'

type UploadedFile = { name: string; content: string }

export class ModulesPage {
  readonly searchBox: Locator
  readonly importPanel: Locator
  readonly bulkBar: Locator

  constructor(readonly page: Page) {
    this.searchBox = page.getByRole('searchbox', { name: 'Search modules' })
    this.importPanel = page.getByRole('region', { name: 'Import' })
    this.bulkBar = page.getByRole('region', { name: 'Selected modules' })
  }

  async goto(query = '') {
    await this.page.goto(inFirstWorkspace(`/modules${query}`))
    await this.page.getByRole('heading', { name: 'Modules', level: 1 }).waitFor()
  }

  row(name: string): Locator {
    return this.page.getByRole('row', { name })
  }

  facet(value: string): Locator {
    return this.page.getByRole('complementary', { name: 'Filters' }).getByRole('button', { name: value })
  }

  /** Unfolds a facet that has more values than are shown at first. */
  async showAll(facet: string) {
    const group = this.page.getByRole('group', { name: facet })
    await expect(group).toBeVisible()
    const more = group.getByRole('button', { name: /^\d+ more$/ })
    if (await more.isVisible()) await more.click()
  }

  async importFiles(files: UploadedFile[]) {
    await this.setFiles(
      'Files to import',
      files.map(({ name, content }) => ({ name, mimeType: 'text/markdown', buffer: Buffer.from(content) })),
    )
  }

  /** Nobody sees the inputs: a person opens them by a menu, which works no earlier than React does. */
  async setFiles(label: 'Files to import' | 'Folder to import', files: Parameters<Locator['setInputFiles']>[0]) {
    const input = this.page.getByLabel(label)
    await expect
      .poll(() => input.evaluate((element) => Object.keys(element).some((key) => key.startsWith('__reactProps'))))
      .toBe(true)
    await input.setInputFiles(files)
  }

  /** Goes on from the plan. */
  async confirmImport() {
    await this.importPanel.getByRole('button', { name: /^(Publish|Keep) \d+ files?/ }).click()
  }

  async closeImport() {
    await this.importPanel.getByRole('button', { name: 'Close the import' }).click()
  }

  async openLastImports() {
    await this.page.getByRole('button', { name: 'Import', exact: true }).click()
    await this.page.getByRole('menuitem', { name: 'Last imports' }).click()
  }

  /** In the list of last imports, the one that changed a module. */
  pastImport(moduleId: string): Locator {
    return this.page.getByRole('list', { name: 'Imports' }).locator('> li').filter({ hasText: moduleId }).first()
  }

  async importFolder(path: string) {
    await this.setFiles('Folder to import', path)
  }

  async dragOver(file: UploadedFile) {
    await this.page.dispatchEvent('body', 'dragenter', { dataTransfer: await this.transferOf(file) })
  }

  async drop(file: UploadedFile) {
    await this.page.dispatchEvent('body', 'drop', { dataTransfer: await this.transferOf(file) })
  }

  private transferOf({ name, content }: UploadedFile) {
    return this.page.evaluateHandle(
      ([name = '', content = '']) => {
        const transfer = new DataTransfer()
        transfer.items.add(new File([content], name, { type: 'text/markdown' }))
        return transfer
      },
      [name, content],
    )
  }

  async changeTags(change: 'Add' | 'Remove', tags: string) {
    await this.bulkBar.getByRole('button', { name: 'Tag', exact: true }).click()
    await this.page.getByLabel('Tags', { exact: true }).fill(tags)
    await this.page.getByRole('button', { name: change, exact: true }).click()
  }

  /** A line of the import's results. */
  result(path: string): Locator {
    return this.importPanel.getByRole('listitem').filter({ hasText: path })
  }
}
