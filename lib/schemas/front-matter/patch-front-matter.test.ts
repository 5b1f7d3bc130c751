import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseModuleFile } from './parse-module-file'
import { patchFrontMatter } from './patch-front-matter'

const SOURCE = `---
# who owns this: platform
name: "Errors" # shown in the list

tags:
  - a # first
  - b
x-owner:   { team: platform }
description: |
  Two
  lines
---
Body --- stays
`

describe('patchFrontMatter', () => {
  it('changes one value and leaves every other byte', () => {
    expect(patchFrontMatter(SOURCE, { name: 'Faults' })).toBe(SOURCE.replace('"Errors"', 'Faults'))
    expect(patchFrontMatter(SOURCE, { category: 'Ops' })).toBe(SOURCE.replace('  lines\n', '  lines\ncategory: Ops\n'))
    expect(patchFrontMatter(SOURCE, { 'x-owner': undefined })).toBe(SOURCE.replace(/x-owner.*\n/, ''))
    expect(patchFrontMatter(SOURCE, { tags: ['c', 'd, e'] })).toBe(
      SOURCE.replace(/tags:\n.*\n.*\n/, 'tags: [ c, "d, e" ]\n').replace('[ c, "d, e" ]', '[c, "d, e"]'),
    )
    expect(patchFrontMatter(SOURCE, { description: 'One' })).toBe(
      SOURCE.replace('description: |\n  Two\n  lines', 'description: One'),
    )
  })

  it('adds front matter to a file without, and keeps a file without changes', () => {
    expect(patchFrontMatter('# Title\n', { id: 'x' })).toBe('---\nid: x\n---\n\n# Title\n')
    expect(patchFrontMatter('# Title\n', {})).toBe('# Title\n')
    expect(patchFrontMatter('---\n---\nBody', { id: 'x' })).toBe('---\nid: x\n---\nBody')
    expect(patchFrontMatter('---\n{ a: 1 }\n---\nBody', { b: [2] })).toContain('b: [2]')
  })

  it('leaves broken front matter alone', () => {
    const broken = '---\nname: "x\n---\nBody'
    expect(patchFrontMatter(broken, { name: 'y' })).toBe(broken)
  })

  it('leaves front matter alone that is too long to be published, at once', () => {
    const long = `---\n${'a:\n '.repeat(100_000)}\n---\nBody`
    expect(patchFrontMatter(long, { name: 'y' })).toBe(long)
  }, 5_000)

  it('reads back what it wrote, whatever the text', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }).filter((value) => value.trim() === value)
    const key = fc.constantFrom('name', 'description', 'category', 'usage_scope')
    fc.assert(
      fc.property(
        fc.array(fc.tuple(key, text), { maxLength: 6 }),
        fc.constantFrom(SOURCE, 'Body', '---\n{}\n---\n'),
        (edits, start) => {
          let source: string = start
          const expected = new Map<string, string>()
          for (const [name, value] of edits) {
            if (value.trim() === '' || /[\r\0]/.test(value)) continue
            source = patchFrontMatter(source, { [name]: value })
            expected.set(name, value)
          }
          const { metadata, body, problems } = parseModuleFile('a.md', source)
          expect(problems).toHaveLength(body === '' ? 1 : 0)
          for (const [name, value] of expected) {
            expect(name === 'usage_scope' ? metadata.usageScope : metadata[name as 'name']).toBe(value)
          }
        },
      ),
    )
  })
})
