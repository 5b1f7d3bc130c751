import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MAX_ALTERNATIVES } from './expand-braces'
import { matchGlob } from './match-glob'

const names = (count: number) => Array.from({ length: count }, (_, i) => `f${i}`).join(',')
const MOST = `{${names(MAX_ALTERNATIVES)}}.md`
const TOO_MANY = `{${names(MAX_ALTERNATIVES + 1)}}.md`

describe('matchGlob', () => {
  it.each([
    ['*.ts', 'lib/engine/types.ts', true],
    ['lib/*.ts', 'lib/engine/types.ts', false],
    ['lib/**/*.ts', 'lib/engine/types.ts', true],
    ['lib/**/*.ts', 'lib/types.ts', true],
    ['**/test/**', 'a/test/b/c', true],
    ['src/**', 'src/a/b', true],
    ['./src/**', '/src/a', true],
    ['*.{ts,tsx}', 'app/page.tsx', true],
    ['*.{ts,tsx}', 'app/page.css', false],
    ['{lib,app}/{a,b}.ts', 'app/b.ts', true],
    ['file?.md', 'file1.md', true],
    ['file?.md', 'file12.md', false],
    ['docs\\*.md', 'docs\\a.md', true],
    ['a.b', 'axb', false],
    ['[a]', '[a]', true],
    ['', 'a', false],
    ['file[0-9].md', 'file7.md', true],
    ['file[!0-9].md', 'file7.md', false],
    ['file[^0-9].md', 'filex.md', true],
    ['[slug]/*.tsx', '[slug]/page.tsx', true],
    ['[slug]/*.tsx', 's/page.tsx', true],
    ['[open', '[open', true],
    ['src/**,!**/*.test.ts', 'src/a/b.ts', true],
    ['src/**,!**/*.test.ts', 'src/a/b.test.ts', false],
    ['!**/*.test.ts', 'src/a.ts', true],
    ['!**/*.test.ts', 'src/a.test.ts', false],
    ['src/{a,b}/*.ts, docs/', 'src/b/x.ts', true],
    ['src/{a,b}/*.ts, docs/', 'docs/deep/x.md', true],
  ])('%s on %s: %s', (glob, path, expected) => {
    expect(matchGlob(glob, path)).toBe(expected)
  })

  it.each([
    ['as many alternatives as may be', MOST, true],
    ['without them', `*.md,!${MOST}`, false],
    ['one more', TOO_MANY, false],
    ['one more, braces in braces', `{f0,${TOO_MANY.slice(1, -4)}}.md`, false],
    ['braces beside braces', `{f,g}${'{0,1}'.repeat(6)}*`, false],
    ['without one more', `*.md,!${TOO_MANY}`, false],
    ['all without one more', `!${TOO_MANY}`, false],
    ['without what is none of them', `*.md,!${TOO_MANY.replaceAll('f', 'g')}`, false],
    ['another beside one more', `${TOO_MANY},f0.*`, true],
    ['one more, without another', `${TOO_MANY},!*.txt`, false],
  ])('never takes what it cannot read for less: %s', (_, glob, expected) => {
    expect(matchGlob(glob, 'f0.md')).toBe(expected)
  })

  it('agrees with a regular expression built from simple globs', () => {
    const part = fc.array(fc.constantFrom('a', 'b', '*', '?'), { minLength: 1, maxLength: 5 }).map((p) => p.join(''))
    const glob = fc.array(fc.oneof(part, fc.constant('**')), { minLength: 2, maxLength: 4 })
    const path = fc.array(
      fc.array(fc.constantFrom('a', 'b'), { minLength: 1, maxLength: 4 }).map((p) => p.join('')),
      { minLength: 1, maxLength: 4 },
    )
    fc.assert(
      fc.property(glob, path, (segments, names) => {
        // each segment is followed by a slash, on both sides, so that ** may stand for no segment at all
        const source = segments
          .map((s) => (s === '**' ? '(?:[^/]*/)*' : `${s.replaceAll('*', '[^/]*').replaceAll('?', '[^/]')}/`))
          .join('')
        expect(matchGlob(segments.join('/'), names.join('/'))).toBe(
          new RegExp(`^${source}$`).test(`${names.join('/')}/`),
        )
      }),
    )
  })

  it('agrees with one that tries all lengths of every star, classes and alternatives included', () => {
    const part = fc.constantFrom('a', 'b', '*', '?', '[ab]', '[!a]', '{a,b}', '**')
    const glob = fc.array(
      fc.array(part, { minLength: 1, maxLength: 5 }).map((parts) => parts.join('')),
      { minLength: 1, maxLength: 4 },
    )
    const path = fc.array(fc.stringMatching(/^[ab]{1,5}$/), { minLength: 2, maxLength: 4 })
    const met = new Set<boolean>()
    fc.assert(
      fc.property(glob, path, (segments, names) => {
        const isMatch = tryAll([...segments, 'a'].join('/'), names)
        met.add(isMatch)
        expect(matchGlob([...segments, 'a'].join('/'), names.join('/'))).toBe(isMatch)
      }),
      { numRuns: 2_000 },
    )
    expect(met.size).toBe(2)
  })

  it('does not slow down on patterns made to backtrack', () => {
    const start = performance.now()
    expect(matchGlob(`${'*a'.repeat(200)}b`, 'a'.repeat(2000))).toBe(false)
    expect(matchGlob(`${'**/'.repeat(200)}x`, 'a/'.repeat(500))).toBe(false)
    expect(matchGlob('{a,b}'.repeat(40), 'a')).toBe(false)
    expect(matchGlob('['.repeat(1_000), 'a'.repeat(1_000))).toBe(false)
    expect(matchGlob(`${'['.repeat(999)}]`, 'a'.repeat(1_000))).toBe(false)
    expect(matchGlob('!,'.repeat(500), 'a'.repeat(1_000))).toBe(true)
    expect(performance.now() - start).toBeLessThan(20_000)
  })
})

/** Of paths and globs without empty segments; the glob has a slash. */
function tryAll(glob: string, names: string[]): boolean {
  const brace = /\{([^{}]*)\}/.exec(glob)
  if (brace) return brace[1]!.split(',').some((each) => tryAll(glob.replace(brace[0], each), names))
  const walk = (segments: string[], rest: string[]): boolean => {
    const [segment, ...others] = segments
    if (segment === undefined) return rest.length === 0
    if (segment === '**') return rest.concat('').some((_, at) => walk(others, rest.slice(at)))
    return rest.length > 0 && nameMatches(segment, rest[0]!) && walk(others, rest.slice(1))
  }
  return walk(glob.split('/'), names)
}

function nameMatches(pattern: string, name: string): boolean {
  if (pattern === '') return name === ''
  if (pattern.startsWith('*')) {
    return [...name, ''].some((_, at) => nameMatches(pattern.slice(1), name.slice(at)))
  }
  const [part = ''] = /^\[!?[ab]+\]|^./.exec(pattern) ?? []
  const [character] = name
  if (character === undefined) return false
  const isMatch =
    part.length > 1 ? part.includes(character) !== part.startsWith('[!') : part === '?' || part === character
  return isMatch && nameMatches(pattern.slice(part.length), name.slice(1))
}
