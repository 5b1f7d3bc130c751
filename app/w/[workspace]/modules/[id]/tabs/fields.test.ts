import { describe, expect, it } from 'vitest'
import { parseModuleFile } from '@/lib/schemas/front-matter/parse-module-file'
import { patchFrontMatter } from '@/lib/schemas/front-matter/patch-front-matter'
import { type FieldValues, toFieldValues, toFrontMatterChange } from './fields'

const SOURCE = `---
id: errors
# kept
x-owner: platform
tags: [errors, api]
rules: { all: [{ tag: errors }, { intent: procedural }] }
---
Body
`

function change(source: string, field: keyof FieldValues, values: Partial<FieldValues>): string {
  const current = toFieldValues(parseModuleFile('', source, 'errors').metadata)
  return patchFrontMatter(source, toFrontMatterChange(field, { ...current, ...values }))
}

describe('fields', () => {
  it('writes a change into the source, keeps the rest, and reads it back', () => {
    const changed = change(SOURCE, 'tags', { tags: 'errors, , retries,errors' })
    expect(changed).toBe(SOURCE.replace('[errors, api]', '[errors, retries]'))
    expect(toFieldValues(parseModuleFile('', changed, 'errors').metadata).tags).toBe('errors, retries')
  })

  it('removes a key when its field is emptied', () => {
    expect(change(SOURCE, 'tags', { tags: ' ' })).toBe(SOURCE.replace('tags: [errors, api]\n', ''))
  })

  it('reads and writes rules of both kinds', () => {
    const values = toFieldValues(parseModuleFile('', SOURCE, 'errors').metadata)
    expect(values.ruleMode).toBe('all')
    expect(values.rules).toEqual([
      { kind: 'tag', value: 'errors' },
      { kind: 'intent', value: 'procedural' },
    ])
    const changed = change(SOURCE, 'rules', { ruleMode: 'any', rules: [{ kind: 'glob', value: 'src/**' }] })
    expect(parseModuleFile('', changed, 'errors').metadata.rules).toEqual({ any: [{ glob: 'src/**' }] })
    expect(changed).toContain('# kept')
  })

  it('leaves rules alone that were added but not filled in', () => {
    const values = toFieldValues(parseModuleFile('', SOURCE, 'errors').metadata)
    const added = { ...values, rules: [...values.rules, { kind: 'keyword' as const, value: '' }] }
    expect(toFrontMatterChange('rules', added)).toEqual(toFrontMatterChange('rules', values))
  })
})
