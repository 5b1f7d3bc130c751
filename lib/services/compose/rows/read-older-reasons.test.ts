import { describe, expect, it } from 'vitest'
import { readOlderActivation, readOlderReason } from './read-older-reasons'

describe('readOlderReason', () => {
  it.each([
    ['below_top_n', 'none of its chunks among the 50 best', 'no_chunk_found'],
    ['below_top_n', 'not among the 20 best modules', 'below_module_limit'],
    ['below_top_n', 'not among the 48 best before reranking', 'below_rerank_depth'],
    ['below_top_n', 'not among the 12 best', 'below_top_n'],
    ['below_relevance_floor', 'none of what was found covers more than 20 % of the query', 'below_coverage'],
    ['below_relevance_floor', 'relevance under 0.150', 'below_least_relevance'],
    ['below_relevance_floor', 'relevance and support under 0.323', 'below_relevance_floor'],
    ['duplicate_of', 'api-keys@1#0', 'duplicate_of'],
    ['duplicate_of', 'api-keys@1#0 says what it adds', 'adds_nothing'],
    ['over_section_budget', '298 tokens, knowledge had 36 left', 'over_section_budget'],
    ['over_section_budget', '40 tokens, worth less than what would make room for it', 'worth_less'],
    ['dependency_missing', 'fits only without basis', 'dependency_over_budget'],
    ['excluded_by_user', 'excluded by curation', 'curated_out'],
    ['excluded_by_user', undefined, 'excluded_by_request'],
    ['superseded', 'the whole module is sent as instructions', 'in_instructions'],
    ['superseded', 'some of what it summarizes is sent', 'summary_unneeded'],
    ['superseded', 'the whole module api-keys is sent', 'in_whole_module'],
    ['expanded_parent', 'summary, for api-keys@1#0', 'expanded_summary'],
    ['expanded_parent', 'section of api-keys@1#0', 'expanded_section'],
    ['expanded_parent', 'for api-keys@1#0', 'expanded_whole'],
    ['relevant', undefined, 'relevant'],
  ])('reads %s, “%s”, as %s and keeps its words', (reason, detail, now) => {
    const stored = detail === undefined ? { reason } : { reason, detail }
    expect(readOlderReason(stored)).toEqual({ ...stored, reason: now })
  })

  it('leaves what says its numbers as it is', () => {
    const stored = { reason: 'duplicate_of', because: { compared: 1, limit: 0.8, unit: 'share', of: 'a' } }
    expect(readOlderReason(stored)).toBe(stored)
  })
})

it('tells by the code of earlier versions what put a module among the instructions', () => {
  expect(readOlderActivation({ reason: 'required_always' })).toMatchObject({ activatedBy: 'always' })
  expect(readOlderActivation({ reason: 'required_rule' })).toMatchObject({ activatedBy: 'rule' })
  expect(readOlderActivation({ reason: 'relevant' })).toEqual({ reason: 'relevant' })
})
