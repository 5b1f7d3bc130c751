import { describe, expect, it } from 'vitest'
import type { ImportResultDto } from '@/lib/schemas/imports/module-import'
import { DEFAULT_CHOICES, mergePlan, wantedFiles } from './import-plan'

const resultOf = (path: string, plan: ImportResultDto['plan'], more: Partial<ImportResultDto> = {}) => ({
  path,
  plan,
  id: path.replace('.md', ''),
  status: plan === 'clash' || plan === 'failed' ? ('failed' as const) : ('created' as const),
  problems: [],
  ...more,
})

describe('mergePlan', () => {
  it('calls a file renamed only when the module’s own file is in no batch', () => {
    const moved = resultOf('moved.md', 'renamed', { of: 'gone' })
    const copied = resultOf('copied.md', 'renamed', { of: 'there' })
    const plans = mergePlan([moved, copied, resultOf('there.md', 'same')], []).map(({ plan }) => plan)
    expect(plans).toEqual(['renamed', 'duplicate', 'same'])
  })

  it('calls the second file with an id a clash, and offers an id of its path where that is free', () => {
    const files = ['a.md', 'x/b.md', 'x/c.md']
    const [first, ...others] = mergePlan(
      [...files.map((path) => resultOf(path, 'new', { id: 'a' })), resultOf('x-c.md', 'new')],
      [],
    )
    expect(first).toMatchObject({ plan: 'new' })
    expect(others.map(({ plan, status, pathId }) => [plan, status, pathId])).toEqual([
      ['clash', 'failed', 'x-b'],
      ['clash', 'failed', undefined],
      ['new', 'created', undefined],
    ])
    expect(others[0]?.problems).toMatchObject([{ code: 'id_twice', message: expect.stringContaining('“a.md”') }])
  })
})

it('calls the second file with a text a duplicate, whichever batch it comes in', () => {
  const files = ['a.md', 'b.md', 'c.md'].map((path) => ({ path, content: path === 'c.md' ? 'other' : 'same' }))
  const plan = mergePlan(
    files.map(({ path }) => resultOf(path, 'new')),
    files,
  )
  expect(plan.map(({ plan, of }) => [plan, of])).toEqual([
    ['new', undefined],
    ['duplicate', 'a'],
    ['new', undefined],
  ])
})

describe('wantedFiles', () => {
  const files = ['new.md', 'same.md', 'old.md', 'clash.md', 'twin.md', 'AGENTS.md'].map((path) => ({
    path,
    content: '',
  }))
  const plan = mergePlan(
    [
      resultOf('new.md', 'new'),
      resultOf('same.md', 'same'),
      resultOf('old.md', 'same', { isArchived: true }),
      resultOf('clash.md', 'clash'),
      resultOf('twin.md', 'duplicate', { of: 'x' }),
      resultOf('AGENTS.md#part', 'changed', { id: 'part' }),
    ],
    [],
  )
  const pathsWith = (choices: Partial<typeof DEFAULT_CHOICES>) =>
    wantedFiles(files, plan, { ...DEFAULT_CHOICES, ...choices }).map(({ path }) => path)

  it('are those that are new or changed, and what people choose besides', () => {
    expect(pathsWith({ unarchive: false })).toEqual(['new.md', 'AGENTS.md'])
    expect(pathsWith({ unarchive: false, replaceClashes: true, importTwins: true })).toEqual([
      'new.md',
      'clash.md',
      'twin.md',
      'AGENTS.md',
    ])
  })

  it('are those whose id is taken where they get another; of two with one id none is replaced', () => {
    const twice = { code: 'id_twice' as const, message: '', severity: 'error' as const }
    const clashes = [
      resultOf('clash.md', 'clash', { pathId: 'own-1' }),
      resultOf('twin.md', 'clash', { pathId: 'own-2', problems: [twice] }),
    ]
    const wanted = (choices: Partial<typeof DEFAULT_CHOICES>) =>
      wantedFiles(files, mergePlan(clashes, []), { ...DEFAULT_CHOICES, ...choices }).map(({ path }) => path)
    expect(wanted({})).toEqual([])
    expect(wanted({ idsFromPath: ['twin.md'] })).toEqual(['twin.md'])
    expect(wanted({ replaceClashes: true })).toEqual(['clash.md'])
    expect(wanted({ replaceClashes: true, idsFromPath: ['clash.md', 'twin.md'] })).toEqual(['clash.md', 'twin.md'])
  })

  it('bring archived modules back, unless they are to stay drafts or to be proposed', () => {
    expect(pathsWith({})).toEqual(['new.md', 'old.md', 'AGENTS.md'])
    expect(pathsWith({ publish: false })).not.toContain('old.md')
    expect(pathsWith({ change: { title: '' } })).not.toContain('old.md')
  })
})
