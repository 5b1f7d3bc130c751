import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LIMITS } from '@/lib/schemas/limits'
import { normalizeSource, splitSource, toModuleSource } from './front-matter'
import { hasErrors, parseModuleFile } from './parse-module-file'

const BLUEPRINT = `---
id: "error-handling" # stays
name: "Error handling"
description: "How errors are shown"
category: "Engineering"
tags: ["errors", "api"]
priority: "high"
version: 1.10
last_updated: "2025-04-14"
token_count: 352
dependencies: ["logging"]
usage_scope: "When something fails"
x-owner: { team: platform }
---

# Errors
`

describe('parseModuleFile', () => {
  it('reads all fields of the blueprint and keeps unknown keys', () => {
    const file = parseModuleFile('a.md', BLUEPRINT)
    expect(file.problems).toEqual([])
    expect(file.metadata).toEqual({
      id: 'error-handling',
      name: 'Error handling',
      description: 'How errors are shown',
      category: 'Engineering',
      tags: ['errors', 'api'],
      priority: 'high',
      activation: 'semantic',
      rules: null,
      usageScope: 'When something fails',
      versionLabel: '1.10',
      dependencies: ['logging'],
    })
    expect(file.unknown).toEqual({ 'x-owner': { team: 'platform' } })
    expect(toModuleSource(file.frontMatter, file.body)).toBe(BLUEPRINT)
  })

  it.each([
    ['reference/react/index.md', 'reference-react'],
    ['skills/pdf/SKILL.md', 'skills-pdf'],
    ['./.cursor/rules/Code Style.mdc', 'cursor-rules-code-style'],
    ['index.md', 'index'],
    ['文書/日本語.md', '文書-日本語'],
    ['learn\\tutorial_tic-tac-toe.mdx', 'learn-tutorial-tic-tac-toe'],
  ])('names %s after its path: %s', (path, id) => {
    expect(parseModuleFile(path, 'text').metadata.id).toBe(id)
  })

  it('takes the id and name of a SKILL.md from its name and metadata', () => {
    const source =
      '---\nname: pdf-forms\ndescription: Use when: a PDF has forms\nmetadata:\n  title: PDF forms\n  tags: a, b\n  version: "2.0"\n---\nBody'
    const { metadata, problems } = parseModuleFile('skills/pdf/SKILL.md', source)
    expect(metadata).toMatchObject({ id: 'pdf-forms', name: 'PDF forms', tags: ['a', 'b'], versionLabel: '2.0' })
    expect(metadata.description).toBe('Use when: a PDF has forms')
    expect(hasErrors(problems)).toBe(false)
  })

  it.each([
    ['alwaysApply: true', 'always', null],
    ['globs: **/*.ts', 'rule', { any: [{ glob: '**/*.ts' }] }],
    ['globs: *.ts,src/*.tsx\nalwaysApply: false', 'rule', { any: [{ glob: '*.ts' }, { glob: 'src/*.tsx' }] }],
    ['description: When testing\nalwaysApply: false', 'semantic', null],
    ['alwaysApply: false', 'manual', null],
  ])('reads the activation of a Cursor rule: %s', (frontMatter, activation, rules) => {
    const file = parseModuleFile('.cursor/rules/a.mdc', `---\n${frontMatter}\n---\nBody`)
    expect(file.metadata).toMatchObject({ activation, rules })
    expect(file.frontMatter).toBe(frontMatter)
    expect(hasErrors(file.problems)).toBe(false)
  })

  it.each([
    ['a.mdc', 'globs: src/**/*.{ts,tsx}', [{ glob: 'src/**/*.{ts,tsx}' }]],
    ['a.mdc', 'globs: [slug]/*.tsx', [{ glob: '[slug]/*.tsx' }]],
    ['a.mdc', 'globs: {lib,app}/*.ts, *.md', [{ glob: '{lib,app}/*.ts' }, { glob: '*.md' }]],
    ['a.mdc', 'globs: !**/*.test.ts, src/**', [{ glob: '!**/*.test.ts,src/**' }]],
    ['a.mdc', 'globs: ["*.ts", "[id]/*.ts"]', [{ glob: '*.ts' }, { glob: '[id]/*.ts' }]],
    ['a.mdc', 'globs:\n  - *.ts\n  - docs/**', [{ glob: '*.ts' }, { glob: 'docs/**' }]],
    ['kotlin.instructions.md', 'applyTo: "**/*.kt,**/*.kts"', [{ glob: '**/*.kt' }, { glob: '**/*.kts' }]],
    ['.claude/rules/a.md', 'paths: src/*.{js,ts}', [{ glob: 'src/*.{js,ts}' }]],
  ])('reads the globs of %s as its tool does: %s', (path, frontMatter, any) => {
    const { metadata, problems } = parseModuleFile(path, `---\ndescription: d\n${frontMatter}\n---\nBody`)
    expect(metadata).toMatchObject({ activation: 'rule', rules: { any }, description: 'd' })
    expect(hasErrors(problems)).toBe(false)
  })

  it.each(['title: !important rule', 'title: "!important rule"'])('keeps what begins with “!”: %s', (line) => {
    expect(parseModuleFile('a.md', `---\n${line}\n---\nBody`).metadata.name).toBe('!important rule')
  })

  it.each([
    ['title: {x: !lost word}', /YAML tags/],
    ['description: # a heading', /comment/],
    ['alwaysApply: perhaps', /true or false/],
    ['globs: src/@(a|b)/*.ts', /@\(a\|b\)/],
    ['description: {a: b}', /must be text/],
    ['tags: {a: b}', /must be a list/],
    ['tags: [[a]]', /must be text/],
    ['priority: 1', /priority must be/],
    ['dependencies: {a: b}', /must be a list/],
  ])('tells what it cannot read: %s', (line, message) => {
    const { problems } = parseModuleFile('a.mdc', `---\n${line}\n---\nBody`)
    expect(problems.map((problem) => problem.message).join()).toMatch(message)
  })

  it.each([
    ['globs: src/*.{TOO_MANY}', /^globs: The braces .* 64 alternatives/],
    ['globs:\n  - "*.ts"\n  - "!{TOO_MANY}"', /^globs: The braces .* 64 alternatives/],
    ['rules: { any: [{ tag: x }, { glob: "*.md,!{TOO_MANY}" }] }', /^rules: The braces .* 64 alternatives/],
  ])('publishes no glob that cannot be read: %s', (lines, message) => {
    const read = (count: number) => {
      const names = Array.from({ length: count }, (_, i) => `n${i}`).join(',')
      return parseModuleFile('a.mdc', `---\n${lines.replace('TOO_MANY', names)}\n---\nBody`).problems.filter(
        ({ severity }) => severity === 'error',
      )
    }
    expect(read(64)).toEqual([])
    expect(read(65)).toEqual([expect.objectContaining({ message: expect.stringMatching(message) })])
  })

  it.each([
    ['name: "in\\u202Evoice"', 'invoice', 1],
    ['name: "a\\u0007b"', 'a b', 1],
    ['name: "\\u2066\\u200B"', 'Wells', 1],
    ['name: |\n  Two\n  lines', 'Two lines', 0],
  ])('reads a name on one line, its letters in the order they are written in: %s', (line, name, told) => {
    const { metadata, problems } = parseModuleFile('a.md', `---\n${line}\n---\n# We\u202Ells`)
    expect(metadata.name).toBe(name)
    expect(problems.filter(({ message }) => message.includes('turn the order of letters'))).toHaveLength(told)
  })

  it.each([
    ['docs/wells.md', 'name: LONG\ntitle: About wells', '# Wells', 'About wells', 'docs-wells', ['name']],
    ['docs/wells.md', 'name: LONG\ntitle: LONG', '# Wells', 'Wells', 'docs-wells', ['name', 'title']],
    ['docs/wells.md', 'title: "LONG"', 'Text.', 'Wells', 'docs-wells', ['title']],
    ['skills/wells/SKILL.md', 'name: LONG', '# Deep wells', 'Deep wells', 'skills-wells', ['name']],
  ])('tells a name that is too long, and reads another: %s, %s', (path, lines, body, name, id, told) => {
    const source = `---\n${lines.replaceAll('LONG', 'deep '.repeat(50))}\n---\n${body}`
    const { frontMatter, metadata, problems } = parseModuleFile(path, source)
    expect(metadata).toMatchObject({ name, id })
    expect(problems).toEqual(
      told.map((key) => ({
        path: key,
        message: `${key} is longer than 200 characters: it is kept, but not read.`,
        severity: 'warning',
        line: expect.any(Number),
      })),
    )
    expect(toModuleSource(frontMatter, body)).toBe(source)
    const longest = 'w'.repeat(LIMITS.nameLength)
    expect(parseModuleFile(path, `---\ntitle: ${longest}\n---\n${body}`).metadata.name).toBe(longest)
  })

  it.each([
    ['# a/b [![NPM version](https://img.shields.io/npm/v/a.svg)](https://a.org)', 'a/b'],
    [
      '# Wells &middot; [![ci](https://img.shields.io/a.svg)](https://a.org) ![b](https://badge.fury.io/b.svg)',
      'Wells',
    ],
    ['import A from "a"\n\n## Wells <!-- old -->', 'Wells'],
    ['# Wells ![a pump](pump.png)', 'Wells'],
    ['# Wells · ![a pump][pump]\n\n[pump]: a.png', 'Wells'],
    ['# ![logo](a.png) Wells [![Chat](https://discord.com/a/b)](https://discord.gg/c)', 'Wells'],
  ])('leaves badges and other noise out of the name: %s', (body, name) => {
    expect(parseModuleFile('a.md', `${body}\n\ntext`).metadata.name).toBe(name)
  })

  it('reads values of other types as the text that was written', () => {
    const frontMatter =
      'id: 42\nname: 2024-01-05\ndescription: true\ncategory: 3.10\ntags: 1, 2024\nusage_scope: [a, 2]\nversion: 1.10\ndependencies: base'
    expect(parseModuleFile('a.md', `---\n${frontMatter}\n---\nBody`)).toMatchObject({
      problems: [],
      metadata: {
        id: '42',
        name: '2024-01-05',
        description: 'true',
        category: '3.10',
        tags: ['1', '2024'],
        usageScope: 'a, 2',
        versionLabel: '1.10',
        dependencies: ['base'],
      },
    })
  })

  it('reads front matter after blank lines', () => {
    const blank = parseModuleFile('a.md', '\n \n---\ntitle: After blank\n---\nBody')
    expect(blank).toMatchObject({ metadata: { name: 'After blank' }, body: 'Body' })
    expect(parseModuleFile('a.md', '\n\nText\n').body).toBe('\n\nText\n')
  })

  it('sends project instructions always, and those of a folder by rule', () => {
    expect(parseModuleFile('AGENTS.md', 'Be brief.').metadata.activation).toBe('always')
    expect(parseModuleFile('packages/ui/CLAUDE.md', 'Be brief.').metadata).toMatchObject({
      activation: 'rule',
      rules: { any: [{ glob: 'packages/ui/**' }] },
    })
    expect(parseModuleFile('AGENTS.md', '---\nactivation: manual\n---\nBe brief.').metadata.activation).toBe('manual')
    // `paths` is a word of Claude's and Cline's rules, and means nothing here
    expect(parseModuleFile('AGENTS.md', '---\npaths: [src/**]\n---\nBe brief.').metadata.activation).toBe('always')
  })

  it.each([
    ['an unclosed quote', '---\nname: "x\n---\nBody', 2],
    ['an alias', '---\na: &x [1]\nb: *x\n---\nBody', 3],
    ['a duplicate key', '---\na: 1\na: 2\n---\nBody', 3],
    ['an unclosed front matter', '---\nname: x\nBody', 1],
    ['a null character', 'a\nb\0c', 2],
    ['deep nesting', `---\na: ${'['.repeat(20_000)}\n---\n`, undefined],
    ['too deep nesting', `---\na: ${'['.repeat(40)}${']'.repeat(40)}\n---\n`, 1],
    ['10 MB of front matter', `---\na: ${'x'.repeat(10_000_000)}\n---\n`, undefined],
    ['a lone surrogate', 'a\ud800b', undefined],
    ['a wrong activation', '---\nactivation: sometimes\n---\n', 2],
    ['wrong rules', '---\nname: x\nrules: [1]\n---\n', 3],
    ['an escaped null character', '---\nname: "a\\0b"\n---\n', 2],
    ['an escaped surrogate', '---\ntags: ["a\\ud800"]\n---\n', 2],
    ['an escaped null character in a rule', '---\nrules: {any: [{tag: "\\0"}]}\n---\n', 2],
    ['itself as dependency', '---\nid: x\ndependencies: [x]\n---\n', 3],
  ])('reports %s with its line and does not throw', (_, source, line) => {
    const { problems } = parseModuleFile('a.md', source)
    expect(hasErrors(problems)).toBe(true)
    if (line) expect(problems.map((problem) => problem.line)).toContain(line)
  })

  it('does not expand an alias bomb', () => {
    const levels = Array.from({ length: 30 }, (_, i) => `l${i + 1}: &l${i + 1} [*l${i}, *l${i}]`)
    const file = parseModuleFile('a.md', `---\nl0: &l0 [1, 1]\n${levels.join('\n')}\n---\n`)
    expect(hasErrors(file.problems)).toBe(true)
    expect(file.unknown).toEqual({})
  })

  it.each([
    'just text',
    '\nSome text between breaks\n',
    'What to remember here: everything.',
    'One line.\n\nAnd a second paragraph, with 10:30 in it.',
  ])('takes text between two thematic breaks for text: %j', (text) => {
    const source = `---\n${text}\n---\nmore`
    const file = parseModuleFile('a.md', source)
    expect(file.frontMatter).toBeNull()
    expect(file.body).toBe(source)
    expect(file.problems).toEqual([])
  })

  it.each(['- a\n- b', '[a, b]', '# only a comment', '', 'my key: a', 'a: 1\ntext'])(
    'takes %j for front matter',
    (text) => {
      expect(parseModuleFile('a.md', `---\n${text}\n---\nmore`).frontMatter).toBe(text)
    },
  )

  it.each([
    ['```bash\n# install it\n```\n\n# Real Title\n', 'Real Title'],
    ['# [Linked](https://x.example) title\n', 'Linked title'],
    ['My Setext Title\n===============\n', 'My Setext Title'],
    ['# snake_case_name and `__init__` of *it* &amp; \\# more ##\n', 'snake_case_name and __init__ of it & # more'],
    ['Text.\n\n## Part\n\n# Title\n', 'Title'],
    ['\n## Part\n\ntext', 'Part'],
    ['text\n\n## Part\n', 'File name'],
    ['<!--\n# hidden\n-->\n\n# Shown {#anchor}\n', 'Shown'],
    ['# ![logo](a.png)\n', 'logo'],
    ['> # quoted\n', 'File name'],
    ['<h1>Title</h1>\n\ntext', 'Title'],
    [
      '<div align="center">\n  <img src="a.png">\n  <h1 id="a">\n    The <em>Title</em> &amp; more\n  </h1>\n</div>\n',
      'The Title & more',
    ],
    ['<p align="center"><img src="a.png" alt="logo"></p>\n\n<H2>Part</H2>\n', 'Part'],
    ['text\n\n<h2>Part</h2>\n\n# Title\n', 'Title'],
    ['<h1><img src="a.png"></h1>\n\ntext', 'File name'],
    ['<!--\n<h1>hidden</h1>\n-->\n\n<h1>Shown</h1>\n', 'Shown'],
    ['```html\n<h1>code</h1>\n```\n\n    <h1>code</h1>\n', 'File name'],
    ['Write `<h1>Title</h1>` there.\n', 'File name'],
    ['# List<String>\n', 'List<String>'],
    ['# Map<String, List<Integer>> and f<T extends A>\n', 'Map<String, List<Integer>> and f<T extends A>'],
    ['Option<T>\n===\n', 'Option<T>'],
    ['# H<sub>2</sub>O<br> <Badge> and `Vec<u8>`\n', 'H2O and Vec<u8>'],
  ])('names a file after its heading: %j', (body, name) => {
    expect(parseModuleFile('file-name.md', body).metadata.name).toBe(name)
  })

  it('accepts a body of 5 MB and refuses more', () => {
    expect(parseModuleFile('a.md', 'x'.repeat(LIMITS.moduleBytes)).problems).toEqual([])
    expect(hasErrors(parseModuleFile('a.md', 'é'.repeat(LIMITS.moduleBytes)).problems)).toBe(true)
  })

  it('never cuts a letter in two', () => {
    expect(parseModuleFile(`${'a'.repeat(199)}${'𝒜'.repeat(20)}.md`, 'x').metadata.id.isWellFormed()).toBe(true)
  })

  it('says when the id in the file is not the id of the module', () => {
    expect(hasErrors(parseModuleFile('a.md', '---\nid: b\n---\n', 'a').problems)).toBe(true)
    expect(parseModuleFile('x/a.md', 'Body', 'a').metadata.id).toBe('a')
  })

  it('never throws, and gives every normalized source back', () => {
    const line = fc.oneof(
      fc.constantFrom(
        '---',
        '...',
        'a: 1',
        '- *x',
        'tags: [a',
        '? {a}',
        '%YAML 1.2',
        '\t',
        '<<: *a',
        'id: ',
        '!!binary x',
      ),
      fc.string({ unit: 'grapheme', maxLength: 20 }),
      fc.string({ unit: 'binary', maxLength: 20 }),
    )
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), fc.boolean(), (lines, fenced) => {
        const source = (fenced ? ['---', ...lines, '---', 'Body'] : lines).join('\n')
        const file = parseModuleFile('a.md', source)
        const normalized = normalizeSource(source)
        const split = splitSource(normalized)
        expect(splitSource(toModuleSource(file.frontMatter, file.body))).toMatchObject({
          frontMatter: split.frontMatter,
          body: split.body,
        })
      }),
    )
  })
})
