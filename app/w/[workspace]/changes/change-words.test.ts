import { expect, it } from 'vitest'
import type { ChangeEditDto, ChecksState } from '@/lib/schemas/changes/change-request'
import type { RunSummaryDto } from '@/lib/schemas/query-sets/check-run'
import {
  describeChecksState,
  describeConflict,
  describeEdit,
  describeFilling,
  describeNoSuggestion,
  describePolicyConflict,
  describeRequired,
  describeSetConflict,
  describeTouched,
  describeWork,
  explainChecks,
  explainTouched,
  whyNotMerged,
} from './change-words'

const edit = (changes: Partial<ChangeEditDto>): ChangeEditDto => ({
  moduleId: 'tone',
  name: 'Tone',
  kind: 'text',
  baseVersion: 2,
  wantedVersion: null,
  isBaseGone: false,
  revision: 1,
  editedBy: { kind: 'user', id: 'u', name: 'Ada' },
  updatedAt: '2026-11-28T00:00:00.000Z',
  conflict: null,
  version: null,
  curation: null,
  move: null,
  ...changes,
})

const production = { id: 'production', name: 'production', isProduction: true }
const staging = { id: 'staging', name: 'Staging', isProduction: false }

it('names an edit by what it does', () => {
  expect(describeEdit(edit({}))).toBe('edited')
  expect(describeEdit(edit({ baseVersion: 0 }))).toBe('new')
  expect(describeEdit(edit({ kind: 'archive' }))).toBe('archived')
  expect(describeEdit(edit({ kind: 'restore' }))).toBe('restored')
  expect(describeEdit(edit({ kind: 'curation' }))).toBe('curated')
  expect(describeEdit(edit({ kind: 'version', wantedVersion: 5 }))).toBe('version 2 → 5')
  expect(describeEdit(edit({ kind: 'version', wantedVersion: 5, baseVersion: 0 }))).toBe('comes in, version 5')
  expect(describeEdit(edit({ kind: 'version' }))).toBe('leaves it')
})

it('says what is in the way of an edit, with both versions', () => {
  expect(describeConflict(edit({}), production)).toBe('')
  const changed = describeConflict(edit({ conflict: { kind: 'changed', version: 5 } }), production)
  expect(changed).toContain('version 5')
  expect(changed).toContain('version 2')
  expect(describeConflict(edit({ baseVersion: 0, conflict: { kind: 'changed', version: 1 } }), production)).toContain(
    'this id',
  )
  const curation = { baseVersion: 3, excluded: 0, keywords: 1, questions: 0 }
  const curated = describeConflict(
    edit({ kind: 'curation', curation, conflict: { kind: 'curated', version: 4 } }),
    production,
  )
  expect(curated).toContain('version 4')
  expect(curated).toContain('version 3')
  const replaced = { kind: 'replaced', version: 1 } as const
  expect(describeConflict(edit({ conflict: replaced }), production)).toContain('another one has its id')
  expect(describeConflict(edit({ kind: 'curation', conflict: replaced }), production)).toMatch(/remove this edit\.$/)
  for (const kind of ['archived', 'restored', 'deleted'] as const) {
    expect(describeConflict(edit({ conflict: { kind, version: 2 } }), production)).toMatch(/remove this edit\.$/)
  }
})

it('says what another release holds by now', () => {
  const about = (changes: Partial<ChangeEditDto>, version: number) =>
    describeConflict(
      edit({ kind: 'version', wantedVersion: 5, ...changes, conflict: { kind: 'changed', version } }),
      staging,
    )
  expect(about({}, 3)).toBe('“Staging” holds version 3 now; this edit began with version 2.')
  expect(about({}, 0)).toBe('“Staging” does not hold it any more; this edit began with version 2.')
  expect(about({ baseVersion: 0 }, 3)).toBe('“Staging” holds version 3 now; this edit began when it held none.')
  expect(about({}, 5)).toBe('“Staging” is like this already: remove this edit.')
  expect(about({ wantedVersion: null }, 0)).toBe('“Staging” is like this already: remove this edit.')
})

it('says what is in the way of a query set', () => {
  expect(describeSetConflict('change', { kind: 'changed' })).toContain('changed meanwhile: look at it')
  expect(describeSetConflict('change', { kind: 'deleted' })).toContain('remove this edit')
  expect(describeSetConflict('delete', { kind: 'deleted' })).toContain('deleted meanwhile: remove this edit')
  expect(describeSetConflict('delete', { kind: 'changed' })).toContain('delete it as it is now')
  expect(describeSetConflict('create', { kind: 'restored' })).toContain('restored meanwhile')
})

it('says why it cannot be merged', () => {
  const conflict = edit({ conflict: { kind: 'changed', version: 3 } })
  const problems = { filling: null, cycle: null, reviewProblem: null, checksProblem: null }
  const nothing = { policies: [], querySets: [], edits: [], ...problems }
  const tell = (more: Partial<Parameters<typeof whyNotMerged>[0]>) =>
    whyNotMerged({ ...nothing, edits: [edit({})], ...more })
  expect(whyNotMerged(nothing)).toBe('It has no edits')
  expect(tell({})).toBe('')
  expect(tell({ edits: [edit({}), conflict], reviewProblem: 'No.' })).toBe('Resolve 1 conflict first')
  expect(tell({ edits: [conflict, conflict] })).toBe('Resolve 2 conflicts first')
  expect(tell({ reviewProblem: 'It needs an approval.', checksProblem: 'It fails.' })).toBe('It needs an approval.')
  expect(tell({ filling: { total: 9, isActive: true }, edits: [] })).toContain('wait until')
  expect(tell({ filling: { total: 9, isActive: false }, edits: [conflict] })).toBe('It was not filled to its end')
  expect(tell({ cycle: 'A cycle.', reviewProblem: 'It needs an approval.' })).toBe('A cycle.')
})

it('says what is in the way of a policy', () => {
  const conflict = { kind: 'changed' as const, version: 4 }
  const told = 'Version 4 is in use now; this edit began with version 2.'
  expect(describePolicyConflict({ conflict, baseVersion: 2 })).toBe(told)
  expect(describePolicyConflict({ conflict: { kind: 'deleted', version: 0 }, baseVersion: 2 })).toContain('was deleted')
  const whole = { edits: [], querySets: [], filling: null, cycle: null, reviewProblem: null, checksProblem: null }
  expect(whyNotMerged({ ...whole, policies: [{ conflict: null }] })).toBe('')
  expect(whyNotMerged({ ...whole, policies: [{ conflict }] })).toBe('Resolve 1 conflict first')
})

it('says what the required query sets come to', () => {
  const set = (failed: number, isCurrent = true) => ({ run: { failed, broken: 0 } as RunSummaryDto, isCurrent })
  expect(describeRequired([])).toContain('No query set is required')
  expect(describeRequired([set(0)])).toBe('The required set holds.')
  expect(describeRequired([set(1)])).toBe('The required set fails: it cannot be merged.')
  expect(describeRequired([set(0, false)])).toBe('The required set is to be run: merging runs it as well.')
  expect(describeRequired([set(0), set(0)])).toBe('All 2 required sets hold.')
  expect(describeRequired([set(0), set(1)])).toBe('1 of 2 required sets fails: it cannot be merged.')
  const stale = '1 of 2 required sets is to be run: merging runs it as well.'
  expect(describeRequired([set(0), set(1, false)])).toBe(stale)
  expect(describeRequired([set(0), { run: null, isCurrent: false }])).toBe(stale)
})

it('says why no line can be suggested for what proposes no text', () => {
  for (const kind of ['archive', 'restore', 'version', 'delete'] as const) {
    expect(describeNoSuggestion(kind), kind).toMatch(/^This edit .*so a suggestion could not be applied\.$/)
  }
  for (const kind of ['text', 'curation'] as const) expect(describeNoSuggestion(kind)).toBeUndefined()
})

it('says of a set whose name another one has what to do', () => {
  expect(describeSetConflict('create', { kind: 'named' })).toMatch(/give this one another name/)
})

it('tells how many edits it works on', () => {
  expect(describeWork({ merges: true, reverts: false, edits: 303 })).toBe('Merging 303 edits: all or none …')
  expect(describeWork({ merges: false, reverts: true, edits: 1 })).toBe('Preparing to take 1 edit back …')
  expect(describeWork({ merges: false, reverts: false, edits: 3 })).toBe('')
})

it('says how many contexts a change request changes, and whether that is of now', () => {
  const touched = { changed: 12, total: 40, isCurrent: true }
  expect(describeTouched(touched)).toBe('12 of 40 contexts change')
  expect(describeTouched({ changed: 0, total: 1, isCurrent: true })).toBe('0 of 1 context changes')
  expect(describeTouched({ ...touched, isCurrent: false })).toBe('12 of 40 contexts changed')
  expect(explainTouched(touched)).toBe(
    'The required query sets have 40 queries: 12 get another context with this change.',
  )
  expect(explainTouched({ changed: 1, total: 1, isCurrent: false })).toBe(
    'The required query sets have 1 query: 1 gets another context with this change. The change or its target has changed since: running the checks counts anew.',
  )
})

it('says how many checks of required sets hold', () => {
  expect(explainChecks({ held: 38, failed: 2 })).toBe('38 of 40 checks of required query sets hold.')
  expect(explainChecks({ held: 0, failed: 1 })).toBe('0 of 1 check of required query sets holds.')
})

it('says what becomes of checks that are not of the present state', () => {
  const told = (status: 'draft' | 'open', checksState: ChecksState) => describeChecksState({ status, checksState })
  expect(told('open', 'earlier')).toBe('The checks are of an earlier state: they are being run again.')
  expect(told('draft', 'earlier')).toBe('The checks are of an earlier state.')
  expect([told('open', 'unrun'), told('draft', 'unrun')]).toEqual(['The required query sets are being run.', ''])
  expect(told('open', 'stopped')).toContain('under Checks')
  expect([told('open', 'none'), told('open', 'current')]).toEqual(['', ''])
})

it('says how far a request is that is filled part after part', () => {
  expect(describeFilling({ total: 300, isActive: true }, 120)).toBe('It is being filled: 120 of 300 edits.')
  expect(describeFilling({ total: 300, isActive: false }, 120)).toBe(
    'It was not filled to its end: 120 of 300 edits stand in it.',
  )
})
