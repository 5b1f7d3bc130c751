import { describe, expect, it } from 'vitest'
import { readQuerySet, writeQuerySet } from './query-set-file'

const FILE = `version: 1
name: Deploying
queries:
  - text: How do I undo a deployment?
    checks:
      - kind: includes
        module: rollback
      - kind: tokens
        atMost: 4000
`

describe('readQuerySet', () => {
  it('reads what was written, as it was', () => {
    const read = readQuerySet(FILE)
    if (!('file' in read)) throw new Error(read.problem)
    expect(read.file.queries[0]?.checks).toEqual([
      { kind: 'includes', module: 'rollback' },
      { kind: 'tokens', atMost: 4_000 },
    ])
    const turns = [{ role: 'user' as const, content: 'Hello: # “there”\n\n- a\n' }]
    const whole = {
      ...read.file,
      description: 'Two lines\nof it.',
      queries: read.file.queries.map((query) => ({
        ...query,
        ...{ id: 'undo', turns, model: 'gpt-4o', contextWindow: 8_000 },
        labels: [{ module: 'rollback', grade: 2 }],
      })),
    }
    const text = writeQuerySet(whole, 'https://example.com/query-set.schema.json')
    expect(text).toMatch(/^# yaml-language-server: \$schema=https:\/\/example\.com/)
    expect(readQuerySet(text)).toEqual({ file: whole })
  })

  it.each([
    ['no YAML', 'name: [', /^Line 1: not valid YAML: column 8: a “\[” is not closed/],
    [
      'a check that admits everything',
      FILE.replace('atMost: 4000', 'atLeast: 0'),
      /^Line 8: queries.0.checks.1: These bounds/,
    ],
    ['an unknown word', FILE.replace('module: rollback', 'modul: rollback'), /^Line 6: queries.0.checks.0.module/],
    ['another version', FILE.replace('version: 1', 'version: 2'), /^Line 1: version/],
    ['a key twice', `${FILE}name: Again\n`, /^Line 10: .*“name” is there twice/],
    ['a reference', `${FILE}description: *a\n`, /References|alias/],
    ['two sets in one file', `${FILE}---\n${FILE}`, /^Line 10: .*another document begins.* make a file of each/],
    ['a line that ends the set early', `${FILE}...\nisRequired: true\n`, /^Line 11: .*another document begins/],
    ['open brackets', `version: 1\nname: ${'['.repeat(100_000)}`, /^Line 2: brackets are nested more than 100 levels/],
    ['brackets', `name: ${'['.repeat(50_000)}${']'.repeat(50_000)}`, /^Line 1: brackets are nested more than 100 lev/],
    ['braces', `name: ["[", '{', a[, # {\n${'{a: '.repeat(101)}`, /^Line 2: brackets are nested more than 100 levels/],
    ['lists in lists', '- '.repeat(50_000), /^Line 1: not valid YAML: column \d+: lists or keys are nested too deep\./],
    ['nothing', '', /^The file is empty\./],
    ['comments alone', '\ufeff# A set\n\n', /^The file is empty\./],
  ])('says what is wrong with %s, and where', (_name, content, problem) => {
    expect(readQuerySet(content)).toEqual({ problem: expect.stringMatching(problem) })
  })

  it('takes no bracket of a text for one of a list', () => {
    const text = `${'['.repeat(200)}`
    const read = readQuerySet(`${FILE}description: '${text}' # ${text}\n`)
    expect(read).toMatchObject({ file: { description: text } })
    expect(readQuerySet(`${FILE}description: |\n${' [\n'.repeat(200)}`)).toHaveProperty('file')
  })
})
