import fc from 'fast-check'
import { stringify, TomlDate } from 'smol-toml'
import { describe, expect, it } from 'vitest'
import { LIMITS } from '@/lib/schemas/limits'
import { parseYaml } from '@/lib/schemas/texts/parse-yaml'
import { normalizeSource, splitSource } from './front-matter'
import { parseModuleFile } from './parse-module-file'
import { patchFrontMatter } from './patch-front-matter'

const fence = (toml: string) => `+++\n${toml}\n+++\nBody`
const parse = (toml: string, path = 'file.md') => parseModuleFile(path, fence(toml))
const yamlOf = (toml: string) => splitSource(normalizeSource(fence(toml))).frontMatter

describe('TOML front matter', () => {
  it('gives all that YAML gives', () => {
    const { metadata, unknown, problems } = parse(
      [
        'id = "a"',
        "name = 'Name'",
        'description = """\nOne\ntwo"""',
        'category = "web"',
        'tags = [\n  "x", # first\n  "y",\n]',
        'priority = "high"',
        'version = 1.10',
        'last_updated = 2024-01-05T10:00:00Z',
        'dependencies = ["b"]',
        'usage_scope = "always"',
        'activation = "rule"',
        'draft = true',
        '[[rules.any]]',
        'tag = "x"',
        '[params]',
        'weight = 9_007_199_254_740_993',
      ].join('\n'),
    )
    expect(problems).toEqual([])
    expect(metadata).toMatchObject({
      id: 'a',
      name: 'Name',
      description: 'One\ntwo',
      category: 'web',
      tags: ['x', 'y'],
      priority: 'high',
      versionLabel: '1.10',
      dependencies: ['b'],
      usageScope: 'always',
      rules: { any: [{ tag: 'x' }] },
    })
    expect(unknown).toEqual({ draft: true, params: { weight: '9007199254740993' } })
  })

  it.each(['2024-01-05', '2024-01-05T10:00:00+02:00', '1.10', '0x10', 'true', '1e5'])(
    'reads a text as it was written: %s',
    (value) => expect(parse(`version = ${value}`).metadata.versionLabel).toBe(value),
  )

  it.each([
    ['name = {a = "b"}', 'name', 2],
    ['# note\n\ntags = [["deep"]]', 'tags', 4],
    ['[category]\na = 1', 'category', 3],
    ['title = "T"\ntags = [\n"a",\n{b = 1}]', 'tags', 3],
    ['priority = "urgent"', 'priority', 2],
    ['Tags = ["a"]', 'Tags', 2],
  ])('tells a value of a wrong type, by its name: %s', (toml, path, line) => {
    expect(parse(toml).problems).toMatchObject([{ path, line, message: expect.stringContaining(path) }])
  })

  it.each([
    ['title = My title', /column 9: a value is no text in quotes/],
    ['title = "My title', /column 9: a text is not closed/],
    ['[a]\nx = 1\n[a]', /line 4, column 2: a key or table is there twice/],
    ['last_updated = 2024-13-45', /a date or time is none that exists/],
    ['my title = "x"', /a key of several words in quotes/],
    ['title: x', /“=” and not a colon/],
    ['= 1', /key = value/],
    ['title', /key = value/],
    ['a = 1 b = 2', /a line of its own/],
    ['tags = ["a" "b"]', /a comma or the closing bracket/],
    ['tags = ["a"', /a comma or the closing bracket/],
    ['x = {a = 1', /a comma or the closing bracket/],
    ['x = ["a",', /“\[” is not closed/],
    ['x = {', /of a table is not closed/],
    ['[[a]\nx = 1', /of a table is not closed/],
    ['path = "C:\\users"', /a backslash/],
    ['path = "C:\\docs\\q"', /a backslash/],
    ['version = 01', /a number begins with 0/],
    ['version = 1__0', /a number has a character/],
    ['version = 1.2.3', /a number has a character/],
    ['version = 0xZZ', /a number has a character|no text in quotes/],
    ['name = "a\u0001"', /a control character/],
  ])('is told in our own words where it is no TOML: %s', (toml, message) => {
    const { problems } = parse(toml)
    expect(problems).toMatchObject([{ severity: 'warning', message: expect.stringMatching(message) }])
    expect(problems[0]?.message).not.toMatch(/illegal|invalid|unfinished|unrecognised|trying to|no valid TOML/)
  })

  it('keeps lines, comments and values as they are written', () => {
    const lines = ['# top', '', 'title = "a \\u00e9" # why', "path = 'C:\\x'", 'on = 2024-01-05', 'n = [1, 2.50]']
    expect(yamlOf(lines.join('\n'))).toBe(lines.map((line) => line.replace(' =', ':')).join('\n'))
  })

  it('keeps the comments of what is written anew', () => {
    const yaml = yamlOf('a.b = 1 # one\nc = {d = 2}#two\n[a.e] # three\n# four\nf = 3\n')
    for (const comment of ['# one', '#two', '# three', '# four']) expect(yaml).toContain(comment)
    expect(parseYaml(yaml ?? '').toJS()).toEqual({ a: { b: 1, e: { f: 3 } }, c: { d: 2 } })
  })

  it('is edited as YAML, and read again the same', () => {
    const source = fence('# mine\ntitle = "T"\n[params]\nx = 1')
    const patched = patchFrontMatter(source, { category: 'web', title: undefined })
    expect(patched).toBe('---\n# mine\nparams:\n  x: 1\ncategory: web\n---\nBody')
    expect(parseModuleFile('a.md', patched)).toMatchObject({ metadata: { category: 'web' }, body: 'Body' })
  })

  it('has keys of objects as keys', () => {
    const { unknown, metadata } = parse(
      '__proto__ = {polluted = true}\nconstructor = 1\n[toString]\n__proto__.tags = ["x"]\n["a b"]\nnull = 1',
    )
    expect(Object.keys(unknown)).toEqual(['__proto__', 'constructor', 'toString', 'a b'])
    expect(Object.getOwnPropertyDescriptor(unknown, '__proto__')?.value).toEqual({ polluted: true })
    expect(unknown['a b']).toEqual({ null: 1 })
    expect(metadata.tags).toEqual([])
    expect({}).not.toHaveProperty('polluted')
  })

  it.each([
    ['lists', `x = ${'['.repeat(5_000)}${']'.repeat(5_000)}`],
    ['tables', `x = ${'{a = '.repeat(5_000)}1${'}'.repeat(5_000)}`],
    ['keys', `${'a.'.repeat(5_000)}b = 1`],
    ['headers', `[${'a.'.repeat(5_000)}b]`],
  ])('is told, not read, where it is nested too deeply: %s', (_, toml) => {
    expect(parse(toml)).toMatchObject({ frontMatter: null, problems: [{ message: expect.stringMatching(/nested/) }] })
  })

  it('is told, not read, where it is too large', () => {
    const toml = `x = "${'y'.repeat(LIMITS.frontMatterBytes)}"`
    expect(parse(toml)).toMatchObject({ frontMatter: null, problems: [{ message: expect.stringMatching(/larger/) }] })
  })

  it('comes to the same values in YAML, whatever they are', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 20 }).filter((value) => !/\p{Cc}/u.test(value))
    const key = fc.oneof(text, fc.constantFrom('null', 'true', '1', 'title', '__proto', 'a.b', '---', '<<', '# x'))
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        text,
        fc.constantFrom('\n---\n', 'a\n...\nb', "''", '"""', ' # no comment', '\t'),
        fc.integer(),
        // whether a zero is negative means nothing in front matter
        fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
        fc.boolean(),
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(key, tie('value'), { maxKeys: 4 }),
      ),
    }))
    fc.assert(
      fc.property(fc.dictionary(key, value, { minKeys: 1, maxKeys: 5 }), (written) => {
        const read = parseYaml(yamlOf(stringify(written as Record<string, string>)) ?? '')
        expect(read.errors).toEqual([])
        expect(read.toJS()).toEqual(written)
      }),
    )
  })

  it.each(['\u2000', 'key of many words', 'a: b', "it's a key", '"quoted" key'])(
    'has a key that only quotes make one: %j',
    (key) => {
      expect(parseYaml(yamlOf(stringify({ [key]: 1 })) ?? '').toJS()).toEqual({ [key]: 1 })
    },
  )

  it('has dates as text', () => {
    const date = new TomlDate('2024-01-05T10:00:00')
    expect(parseYaml(yamlOf(stringify({ a: { b: [date] } })) ?? '').toJS()).toEqual({ a: { b: [date.toISOString()] } })
  })
})
