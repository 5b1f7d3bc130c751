import { describe, expect, it } from 'vitest'
import { normalizeSource } from '@/lib/schemas/front-matter/front-matter'
import { type ParsedModuleFile, parseModuleFile } from '@/lib/schemas/front-matter/parse-module-file'
import { LIMITS } from '@/lib/schemas/limits'

// Front matter as people and their tools write it. Whatever it is, it is read, or a problem names what is not read.

const parse = (frontMatter: string, path = 'file.md') => parseModuleFile(path, `---\n${frontMatter}\n---\nBody`)
const told = (file: ParsedModuleFile) => file.problems.map(({ message }) => message).join('\n')

const TEXTS = ['id', 'name', 'description', 'category', 'version', 'usage_scope']
const LISTS = ['tags', 'dependencies']
const WORDS = ['priority', 'activation']
const COMPUTED = ['last_updated', 'token_count']

describe('a value of a wrong type', () => {
  it.each([...TEXTS, ...LISTS, ...WORDS, ...COMPUTED, 'alwaysApply', 'globs'])('is told, by its name: %s', (key) => {
    for (const value of ['{a: b}', '[x, {a: [deep]}]', '\n  nested:\n    deeper: text']) {
      const [problem] = parse(`${key}: ${value}`).problems
      expect(problem).toMatchObject({ path: key, line: value.startsWith('\n') ? 3 : 2 })
      expect(problem?.message).toMatch(/a: b|a: \[deep\]|nested: deeper: text/)
    }
  })

  it.each(TEXTS)('is read as it was written where it is a date, a number or a word: %s', (key) => {
    for (const value of ['2024-01-05', '1.10', '0x10', 'yes', 'true']) {
      const { metadata, problems } = parse(`${key}: ${value}`)
      expect(problems.filter(({ path }) => key !== 'id' || path !== 'id')).toEqual([])
      const read = { ...metadata, usage_scope: metadata.usageScope, version: metadata.versionLabel } as Record<
        string,
        unknown
      >
      expect(read[key]).toBe(value)
    }
  })

  it.each([
    ['priority: 1', /“1”|priority must be/],
    ['priority: urgent', /priority must be high, medium, low/],
    ['activation: sometimes', /activation must be/],
    ['rules: text', /rules must be/],
    ['last_updated: yesterday', /“yesterday” is no date/],
    ['token_count: many', /“many” is no whole number/],
    ['alwaysApply: [true]', /“\[true\]” counts as false/],
    ['activation: semantic\nglobs: "*.ts"', /globs is not read, since activation/],
    ['activation: manual\nalwaysApply: true', /alwaysApply is not read, since activation/],
    ['rules: {any: [{tag: x}]}\nglobs: "*.ts"', /globs is not read, since rules/],
  ])('is told where only certain words are read: %s', (frontMatter, message) => {
    expect(told(parse(frontMatter))).toMatch(message)
  })

  it('is told of the folder of a skill', () => {
    expect(told(parse('name: x\nmetadata: text', 'x/SKILL.md'))).toMatch(/metadata must be .*“text” is not read/)
  })
})

describe('a list', () => {
  it.each([
    ['a, b', ['a', 'b']],
    ['a', ['a']],
    ['"a, b"', ['a', 'b']],
    ['"a", "b"', ['a', 'b']],
    ["'a', b", ['a', 'b']],
    ['"[a, b]"', ['a', 'b']],
    [`"['a', 'b, c']"`, ['a', 'b, c']],
    ['|\n  a\n  b', ['a', 'b']],
    ['\n- a\n- b', ['a', 'b']],
    ['\n  - a\n  - b', ['a', 'b']],
    ['\n\t- a\n\t- b', ['a', 'b']],
    ['[a, b,]', ['a', 'b']],
    ['["a", \'b\']', ['a', 'b']],
    ['a, , b,', ['a', 'b']],
    ['[a, a, b]', ['a', 'b']],
    ['[1, true, 2024-01-05]', ['1', 'true', '2024-01-05']],
    ['!!seq [a, b]', ['a', 'b']],
    ['@a, b', ['@a', 'b']],
    ['*.a, b', ['*.a', 'b']],
  ])('is read: %s', (value, entries) => {
    for (const key of LISTS) {
      const { metadata, problems } = parse(`${key}: ${value}`)
      expect({ tags: metadata.tags, dependencies: metadata.dependencies }[key]).toEqual(entries)
      expect(problems.filter(({ severity }) => severity === 'error')).toEqual([])
    }
  })

  it('of tags is read without the marks of Obsidian', () => {
    expect(parse('tags: ["#a", a, "#b/c", "#", c#]').metadata.tags).toEqual(['a', 'b/c', '#', 'c#'])
  })

  it.each([
    ['[a, {b: c}, d]', /“\{b: c\}” is not read/],
    ['[a, [b]]', /“\[b\]” is not read/],
    ['[a, null]', /“null” is not read/],
    ['{a: true, b: true}', /must be a list: “\{a: true, b: true\}” is not read/],
    ['#a #b', /“#a #b” is a comment/],
    ['a, b #c', /“#c” is a comment/],
    ['\n- a\n - b', /“a - b” is read as one entry/],
    ['[a, b', /Close the bracket/],
    ['- a - b', /write a list as \[a, b\]/],
    ['&x [a]\nmore: *x', /aliases \(\*x\) are not read/],
  ])('is told: %s', (value, message) => {
    for (const key of LISTS) expect(told(parse(`${key}: ${value}`))).toMatch(message)
  })
})

describe('the place of front matter', () => {
  const READ = [
    '---\ntitle: T\n---\nBody',
    '\uFEFF---\r\ntitle: T\r\n---\r\nBody',
    '---\rtitle: T\r---\rBody',
    '---   \ntitle: T\n---\t \nBody',
    '---\ntitle: T\n...\nBody',
    '---\n\n# note\n\ntitle: T\n\n---\nBody',
    '\n \n\u00a0\n---\ntitle: T\n---\nBody',
    '---yaml\ntitle: T\n---\nBody',
    '--- YML\ntitle: T\n---\nBody',
    '---\n"title": T\n---\nBody',
    '---\n{title: T}\n---\nBody',
    '---\n\ttitle: T\n---\nBody',
    '---json\n{"title": "T"}\n---\nBody',
    '{"title": "T"}\nBody',
    '{\n\t"title": "T",\n\t"nested": {"brace": "}", "quote": "\\"}"}\n}\nBody',
    '\n{\r\n  "title": "T"\r\n}\r\nBody',
    ';;;\n{"title": "T"}\n;;;\nBody',
    ';;;\n"title": "T"\n;;;\nBody',
    '+++\ntitle = "T"\n+++\nBody',
    '\uFEFF\n+++ \r\ntitle = "T"\r\n+++\r\nBody',
    '---toml\ntitle = "T"\n---\nBody',
    '+++\n# note\n\n"title" = \'T\' # more\n\n[params]\nx.y = 1\n+++\nBody',
  ]
  it.each(READ)('is found: %j', (source) => {
    expect(parseModuleFile('a.md', source)).toMatchObject({
      metadata: { name: 'T' },
      body: 'Body',
      problems: source.includes('\ttitle') ? [{ severity: 'warning' }] : [],
    })
    expect(normalizeSource(normalizeSource(source))).toBe(normalizeSource(source))
  })

  it.each([
    '---\ntitle: T\n---',
    '---\ntitle: T\n---\n',
    '{"title": "T"}',
    ';;;\n{"title": "T"}\n;;;',
    '+++\ntitle = "T"\n+++',
  ])('may be all there is: %j', (source) =>
    expect(parseModuleFile('a.md', source)).toMatchObject({
      metadata: { name: 'T' },
      body: '',
      problems: [{ severity: 'warning', message: expect.stringContaining('no text') }],
    }),
  )

  it.each([
    ['+++\ntitle = "T"\ntags = [a]\n+++\nBody', 3, /TOML.*line 3.*YAML/],
    ['---toml\ntitle = T\n---\nBody', 2, /TOML.*line 2/],
    ['\n+++\ntitle = "T"\ntitle = "U"\n+++\nBody', 4, /TOML.*line 4.*there twice/],
    ['+++\ntitle = "T"\n---\nBody', 1, /TOML.*not closed by a line of “\+\+\+”/],
    ['---\nowner: me\n---\n+++\ntitle = "T"\n+++\nBody', 4, /TOML.*other front matter/],
    ['{\n"title": "T",\n}\nBody', 3, /line 3, column 1: .*Take the comma before it away/],
    ["{\n  'title': 'T'\n}\n\nBody", 2, /JSON.*line 2, column 3: .*double quotes/],
    ['{\n  // mine\n  "title": "T"\n}\nBody', 2, /JSON.*no comments/],
    ['{\n  title: "T"\n}\nBody', 2, /JSON.*line 2, column 3: /],
    ['{\n  "title": "T"\n  "tags": []\n}\nBody', 3, /JSON.*line 3, column 3: expected a comma/],
    [';;;\n"title": "T",,\n;;;\nBody', 2, /JSON.*line 2, column 14: /],
    [';;;\n{\n"title": T\n}\n;;;\nBody', 3, /JSON.*line 3, column 10: /],
    ['---\nowner: me\n---\n{"title": "T",}\nBody', 4, /JSON/],
    ['{"title": "T"} and more\nBody', 1, /JSON.*goes on behind its end/],
    [';;;\n{"title": "T"}\nBody', 1, /JSON.*not closed/],
    ['{"error": "x"}', 1, /JSON.*names nothing/],
    ['---\ntitle：T\n---\nBody', 1, /a colon and a space/],
    ['Title: T\nTags: a, b\n\nBody', 1, /no fences/],
    ['title: T\nDate: 2024-01-05\nSummary: Two\n  lines\n\nBody', 1, /no fences/],
    [' ---\ntitle: T\n ---\nBody', 1, /first and last line/],
    ['--- # mine\ntitle: T\n---\nBody', 1, /first and last line/],
    ['----\ntitle: T\n----\nBody', 1, /first and last line/],
    ['—\ntitle: T\n—\nBody', 1, /first and last line/],
    ['---\ntitle:T\ntags:[a]\n---\nBody', 1, /a colon and a space/],
    ['---\ntitle = T\n---\nBody', 1, /a colon and a space/],
    ['<!-- note -->\n---\ntitle: T\n---\nBody', 2, /not at the top/],
    ['# Heading\n\n---\ntitle: T\ntags:\n  - a\n---\nBody', 3, /not at the top/],
    ['---\nowner: me\n---\n---\ntitle: T\n---\nBody', 4, /first and last line|not at the top/],
    ['---\ntitle: T', 1, /not closed/],
    ['---\n# note\n\n"title": T\nBody', 1, /not closed/],
    ['---\ntitle: T\n----\nBody', 1, /not closed/],
    ['---\n- a\n---\nBody', 1, /“key: value”/],
    ['---\n%YAML 1.2\ntitle: T\n---\nBody', 3, /“%”/],
  ])('is told where it is not read: %j', (source, line, message) => {
    const { problems, body } = parseModuleFile('a.md', source)
    expect(problems).toMatchObject([{ line, message: expect.stringMatching(message) }])
    expect(body.length).toBeGreaterThan(0)
  })

  it.each([
    ['---\nTitle: T\n---\nBody', /“Title” is kept.*“title”/],
    ['---\nkeywords: [a]\n---\nBody', /“keywords” is kept.*“tags”/],
    ['---\n<<: {name: T}\n---\nBody', /merges.*not read/],
  ])('has keys that are told as not read: %j', (source, message) =>
    expect(parseModuleFile('a.md', source).problems).toMatchObject([
      { line: 2, severity: 'warning', message: expect.stringMatching(message) },
    ]),
  )

  it('has lists with semicolons', () =>
    expect(parseModuleFile('a.md', '---\ntags: a; b c;\n---\nBody').metadata.tags).toEqual(['a', 'b c']))

  it.each([
    'Text.\n\n```md\n---\ntitle: T\n---\n```\n',
    'Text.\n\n---\n\nMore text.\n\n---\n\nEnd.',
    '~~~\n```\n---\nname: x\n---\n~~~',
    '| a |\n|---|\n| name: x |\n---',
    '{/* an MDX comment */}\n\nText.',
    '{% include "x" %}\nText.',
    'Note: a text.\n---\nMore.',
    'Title: a text.\n\nMore.',
    'Name: Ann\nPhone: 1\n\nMore.',
    'Title: T\nTags: a\nand so it goes on\n\nMore.',
    '{title} is a placeholder.',
    '{\n  /* an MDX comment */\n}\n\nText.',
  ])('is not seen in text: %j', (source) => {
    expect(parseModuleFile('a.md', source)).toMatchObject({ frontMatter: null, body: source, problems: [] })
  })
})

describe('what YAML refuses', () => {
  it.each([
    ['name: @me', '@me'],
    ['name: `code`', '`code`'],
    ['name: 100% sure: yes', '100% sure: yes'],
    ['name: "A" and B', '"A" and B'],
    ["name: 'Don't'", "'Don't'"],
    ['name: Use when: always', 'Use when: always'],
    ['name: !important', '!important'],
    ['name: [draft] A title', '[draft] A title'],
  ])('is read as it is meant: %s', (line, name) => {
    const { metadata, problems } = parse(line)
    expect(metadata.name).toBe(name)
    const message = `“${line.slice('name: '.length)}” needs quotes to be valid YAML. It was read as it is written.`
    expect(problems).toEqual([{ severity: 'warning', line: 2, message }])
  })

  it('is told of its first line, shortened, with how many more there are', () => {
    const long = `@${'a'.repeat(100)}`
    const [told] = parse(`name: Fine\ndescription: ${long}\ntags: ["b"]\ncategory: %c\n`).problems
    const shown = `“${long.slice(0, 60)}…”`
    expect(told).toEqual({
      severity: 'warning',
      line: 3,
      message: `${shown} needs quotes to be valid YAML. It was read as it is written. One more line was read like that.`,
    })
    const tabs = parse('name: Fine\nrules:\n\tany:\n\t- glob: src/**')
    expect(tabs.problems).toEqual([
      { severity: 'warning', line: 4, message: 'Tabs before a key are not valid YAML. They were read as spaces.' },
    ])
  })

  it.each([
    ['tags: [a]\ntags: [b]', 3, /“tags” is there twice: keep one/],
    ['name: "C:\\docs"', 2, /backslash/],
    ['name: x\n  tags: [a]', 2, /start of its line/],
    ['name: [a,,b]', 2, /quotes/],
    ['name: "never closed', 2, /column 20: a double quote is not closed/],
    [`${'a: {'.repeat(40)}${'}'.repeat(40)}`, 1, new RegExp(`more than ${LIMITS.frontMatterDepth} levels`)],
    [`x: ${'y'.repeat(LIMITS.frontMatterBytes)}`, 1, /larger than/],
    ['a: &a [1, 1]\nb: &b [*a, *a]\nc: [*b, *b]', 3, /aliases .* write the value out/],
    ['base: &base {tags: [a]}\n<<: *base', 3, /aliases/],
  ])('is refused with what to do: %s', (frontMatter, line, message) => {
    const { problems } = parse(frontMatter)
    expect(problems.map((problem) => problem.severity)).toContain('error')
    expect(problems.map((problem) => problem.line)).toContain(line)
    expect(problems.map((problem) => problem.message).join('\n')).toMatch(message)
  })
})

it.each([
  ['Tags: [a]', 'Tags', 'tags'],
  ['ID: x', 'ID', 'id'],
  ['usage-scope: x', 'usage-scope', 'usage_scope'],
  ['usageScope: x', 'usageScope', 'usage_scope'],
  ['tag: x', 'tag', 'tags'],
  ['categories: [x]', 'categories', 'category'],
  ['dependency: x', 'dependency', 'dependencies'],
  ['depends_on: [x]', 'depends_on', 'dependencies'],
  ['alwaysapply: true', 'alwaysapply', 'alwaysApply'],
])('tells of a key that is meant as another: %s', (line, key, known) => {
  const { problems, unknown } = parse(line, 'a.mdc')
  expect(problems).toMatchObject([{ path: key, line: 2, message: expect.stringContaining(`“${known}”`) }])
  expect(unknown).toHaveProperty(key)
})
