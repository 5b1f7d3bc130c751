import { describe, expect, it } from 'vitest'
import type { ComposeRequest } from '../composition'
import type { CandidateTrace } from '../trace'
import { explainAbsence, type ModuleState } from './explain-absence'

const module: ModuleState = {
  moduleId: 'm',
  activation: 'semantic',
  category: 'guide',
  tags: ['api'],
  priority: 'medium',
  status: 'active',
  isInRelease: true,
}
const request: Pick<ComposeRequest, 'excludes' | 'filters'> = { excludes: [] }
const why = (fields: Partial<ModuleState>, asked: Partial<typeof request> = {}) =>
  explainAbsence({ ...module, ...fields }, { candidates: [] }, { ...request, ...asked })?.reason

describe('explainAbsence', () => {
  it('names the first thing that kept a module away', () => {
    expect(why({ status: 'disabled', isInRelease: false })).toBe('disabled')
    expect(why({ isInRelease: false })).toBe('not_in_release')
    expect(why({}, { excludes: ['m'] })).toBe('excluded_by_user')
    expect(why({ activation: 'manual' })).toBe('filtered_by_scope')
    expect(why({ activation: 'rule' })).toBe('filtered_by_scope')
    expect(why({}, { filters: { category: 'reference' } })).toBe('filtered_by_scope')
    expect(why({}, { filters: { tags: ['api', 'cli'] } })).toBe('filtered_by_scope')
    expect(why({}, { filters: { tags: ['api'], category: 'guide' } })).toBe('not_retrieved')
  })

  it('has nothing to add for a candidate', () => {
    const candidates = [{ moduleId: 'm' } as CandidateTrace]
    expect(explainAbsence(module, { candidates }, request)).toBeUndefined()
  })
})
