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
    ['something deep', `name: ${'['.repeat(100_000)}`, /nested too deeply|not valid YAML/],
    ['nothing', '', /^Line 1: /],
  ])('says what is wrong with %s, and where', (_name, content, problem) => {
    expect(readQuerySet(content)).toEqual({ problem: expect.stringMatching(problem) })
  })
})
