import { describe, expect, it } from 'vitest'
import { readFolders } from '@/lib/services/imports/plan/read-folders'
import { formatOfPath, idOfPath, isImportable, nameOfPath } from './module-path'

const PAGE = 'aaaaaaaabbbbccccddddeeeeffff0000'
const FOLDER = '1a2b3c4d5e6f47a8b9c0d1e2f3a4b5c6'
const EXPORT = '6ba7b810-9dad-11d1-80b4-00c04fd430c8'

describe('a path of an export, with ids behind its names', () => {
  const path = `Export-${EXPORT}/Team Handbook ${FOLDER}/Holidays ${PAGE}.md`

  it('gives an id that people can read, and another one for each page', () => {
    expect(idOfPath(path)).toBe('export-team-handbook-holidays-aaaaaa')
    expect(idOfPath(path.replace('aaaaaaaa', 'bbbbaaaa'))).toBe('export-team-handbook-holidays-bbbbaa')
    expect(idOfPath(`Notes ${FOLDER}/index.md`)).toBe('notes')
  })

  it('gives the same id in the next export', () => {
    expect(idOfPath(path.replace(EXPORT, EXPORT.replace('6ba7', '0c12')))).toBe(idOfPath(path))
  })

  it('gives name, category and tags without them', () => {
    expect(nameOfPath(path)).toBe('Holidays')
    expect(readFolders(path, ['category', 'tags'])).toEqual({ category: 'Team Handbook', tags: ['Export'] })
  })

  it('keeps what is no such id', () => {
    expect(idOfPath('a/deadbeef.md')).toBe('a-deadbeef')
    expect(idOfPath(`${PAGE}.md`)).toBe(PAGE)
    expect(nameOfPath(`${PAGE}/index.md`)).toBe(`${PAGE[0]?.toUpperCase()}${PAGE.slice(1)}`)
    expect(idOfPath(`notes-${PAGE}x.md`)).toBe(`notes-${PAGE}x`)
  })
})

it('stands for its folder where it is the index of one', () => {
  for (const name of ['index.md', '_index.md', 'SKILL.md']) {
    expect([idOfPath(`docs/web/${name}`), nameOfPath(`docs/web/${name}`)]).toEqual(['docs-web', 'Web'])
  }
  expect(idOfPath('_index.md')).toBe('index')
})

it.each([
  ['vault/2026-01-05.md', '2026-01-05'],
  ['vault/2026-01-05-stand-up.md', '2026-01-05 stand up'],
  ['api/v1.2_notes--old.md', 'V1.2 notes old'],
  ['01-intro.md', '01 intro'],
  ['web/README.md', 'Web README'],
  ['a/decimal.js-light/README.es.md', 'Decimal js light README es'],
  ['web/readme-zh-TW.md', 'Web readme zh TW'],
  ['README.md', 'README'],
  ['web/readme-first-steps.md', 'Readme first steps'],
])('names %s so that it is told from others of its kind', (path, name) => {
  expect(nameOfPath(path)).toBe(name)
})

it.each(['.cursorrules', 'repo/.windsurfrules', '.clinerules'])(
  'takes the rules of a project that have no ending: %s',
  (path) => {
    expect([isImportable(path), formatOfPath(path)]).toEqual([true, 'agents'])
    expect(idOfPath(path)).toMatch(/^(?:repo-)?(?:cursor|windsurf|cline)rules$/)
    expect(isImportable(`${path}.bak`)).toBe(false)
  },
)
