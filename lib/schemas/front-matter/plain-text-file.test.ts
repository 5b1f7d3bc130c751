import { describe, expect, it } from 'vitest'
import { formatOfPath, isImportable } from '@/lib/schemas/modules/module-path'
import { toModuleSource } from './front-matter'
import { parseModuleFile } from './parse-module-file'

const parse = (source: string, path = 'guides/release-notes.txt') => parseModuleFile(path, source)

describe('a plain text file', () => {
  it.each([
    ['JSON', '{ "name": "x", "tags": ["a"] }\n\nAnd a text.'],
    ['JSON alone', '{ "name": "x" }'],
    ['TOML', '+++\nname = "x"\n+++\nText.'],
    ['notes between two lines', '---\nDate: Monday\nPlace: Berlin\n---\nWe met.'],
    ['notes behind one line', '---\nDate: Monday\nWe met.'],
    ['empty lines before such notes', '\n\n---\nname: x\n---\nText.'],
    ['a list in the way of YAML', '--- yaml\nname: x\n---\nText.'],
    ['a comment and commands', '# install it\nnpm ci\n    four spaces\n<b>bold</b> *a* _b_'],
    ['white space at its ends', '\n  Text.\n\n'],
  ])('keeps all of its text, and stays what it is when it is read again: %s', (_, text) => {
    const file = parse(text)
    expect(file.body).toBe(text)
    expect(file.problems).toEqual([])
    expect(file.metadata).toMatchObject({ name: 'Release notes', id: 'guides-release-notes', tags: [] })
    const again = parse(toModuleSource(file.frontMatter, file.body))
    expect([again.frontMatter, again.body]).toEqual([file.frontMatter, file.body])
    // in the editor it has no ending
    expect(parse(toModuleSource(file.frontMatter, file.body), 'x.md').body).toBe(text)
  })

  it('has front matter where that names something of a module', () => {
    const { metadata, body } = parse('---\r\nname: Notes\r\ncategory: team\r\n---\r\nText.')
    expect(metadata).toMatchObject({ name: 'Notes', category: 'team' })
    expect(body).toBe('Text.')
  })

  it.each([
    ['Release notes of May\n====================\n\nText.', 'Release notes of May'],
    ['Release notes of May\n---\nText.', 'Release notes of May'],
    ['# Release notes of May\n\nText.', 'Release notes of May'],
    ['# Release notes of May\nText.', 'Release notes'],
    ['Just a line.\n\nText.', 'Release notes'],
    ['Text.\n\n# Later\n\nText.', 'Release notes'],
    ['', 'Release notes'],
  ])('is named by the title that it begins with, else by its path: %j', (text, name) => {
    expect(parse(text).metadata.name).toBe(name)
  })

  it('is markdown where a convention says so', () => {
    expect(['llms.txt', 'docs/llms-full.txt', 'notes.txt', 'my-llms.TXT'].map(formatOfPath)).toEqual([
      'markdown',
      'markdown',
      'text',
      'text',
    ])
  })

  it('is not imported where readers learn nothing from it', () => {
    const paths = ['a/LICENSE.txt', 'Licence.txt', 'robots.txt', 'src/CMakeLists.txt', 'licenses-we-use.txt', 'a.TXT']
    expect(paths.filter(isImportable)).toEqual(['licenses-we-use.txt', 'a.TXT'])
  })
})
