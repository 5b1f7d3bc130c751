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

  it('fails the second file with an id', () => {
    const [, second] = mergePlan([resultOf('a.md', 'new'), resultOf('b.md', 'new', { id: 'a' })], [])
    expect(second).toMatchObject({ plan: 'failed', problems: [{ message: expect.stringContaining('“a.md”') }] })
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

  it('bring archived modules back, unless they are to stay drafts or to be proposed', () => {
    expect(pathsWith({})).toEqual(['new.md', 'old.md', 'AGENTS.md'])
    expect(pathsWith({ publish: false })).not.toContain('old.md')
    expect(pathsWith({ change: { title: '' } })).not.toContain('old.md')
  })
})
