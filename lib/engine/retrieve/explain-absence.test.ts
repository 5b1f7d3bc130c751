import { describe, expect, it } from 'vitest'
import type { ComposeRequest } from '../vocabulary/composition'
import type { CandidateTrace } from '../vocabulary/trace'
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
    expect(why({}, { excludes: ['m'] })).toBe('excluded_by_request')
    expect(why({ activation: 'manual' })).toBe('manual_only')
    expect(why({ activation: 'rule' })).toBe('rule_not_matched')
    expect(why({}, { filters: { category: 'reference' } })).toBe('filtered_out')
    expect(why({}, { filters: { tags: ['api', 'cli'] } })).toBe('filtered_out')
    expect(why({}, { filters: { tags: ['api'], category: 'guide' } })).toBe('not_retrieved')
  })

  it('has nothing to add for a candidate', () => {
    const candidates = [{ moduleId: 'm' } as CandidateTrace]
    expect(explainAbsence(module, { candidates }, request)).toBeUndefined()
  })
})
