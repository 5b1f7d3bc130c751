import { describe, expect, it } from 'vitest'
import type { ModuleRules } from '../vocabulary/types'
import { matchKeyword } from './match-keyword'
import { describeConditions, matchRules, type RuleContext } from './match-rules'

const context: RuleContext = {
  analysis: {
    query: 'How do I deploy the API?',
    standaloneQuery: 'How do I deploy the billing API?',
    topics: [{ topic: 'Deployment', subtopics: ['blue green'] }],
    keywords: ['deploy', 'api'],
    entities: ['Kubernetes'],
  },
  intent: 'procedural',
  model: { id: 'anthropic/claude-sonnet-5', family: 'claude', contextWindow: 1000, maxOutputTokens: 100 },
  profile: {
    id: 'p',
    name: 'P',
    facts: [{ id: 'f', key: 'role', value: 'operator', source: 'explicit', confidence: 1, isStatic: true }],
  },
  paths: ['infra/deploy.yaml'],
}

describe('matchRules', () => {
  it.each<[ModuleRules, boolean]>([
    [{ any: [{ intent: 'procedural' }] }, true],
    [{ any: [{ intent: 'creative' }] }, false],
    [{ any: [{ tag: 'deployment' }] }, true],
    [{ any: [{ tag: 'blue-green' }] }, true],
    [{ any: [{ tag: 'kubernetes' }] }, true],
    [{ any: [{ tag: 'deploymen' }] }, false],
    [{ any: [{ keyword: 'billing api' }] }, true],
    [{ any: [{ keyword: 'ploy' }] }, false],
    [{ any: [{ model: 'claude' }] }, true],
    [{ any: [{ model: 'claude-sonnet' }] }, true],
    [{ any: [{ model: 'anthropic/' }] }, true],
    [{ any: [{ model: 'sonnet' }] }, false],
    [{ any: [{ model: '' }] }, false],
    [{ any: [{ profileKey: 'role' }] }, true],
    [{ any: [{ profileKey: 'rol' }] }, false],
    [{ any: [{ glob: 'infra/*.yaml' }] }, true],
    [{ any: [{ glob: '*.ts' }] }, false],
    [{ all: [{ intent: 'procedural' }, { keyword: 'deploy' }] }, true],
    [{ all: [{ intent: 'procedural' }, { keyword: 'rollback' }] }, false],
    [{ any: [{ intent: 'creative' }, { keyword: 'deploy' }] }, true],
    [{ any: [] }, false],
    [{ all: [] }, false],
  ])('%j: %s', (rules, expected) => {
    expect(matchRules(rules, context) !== undefined).toBe(expected)
  })

  it('says which conditions matched', () => {
    const matched = matchRules({ any: [{ intent: 'creative' }, { keyword: 'deploy' }, { model: 'claude' }] }, context)
    expect(describeConditions(matched ?? [])).toBe('keyword "deploy" and model "claude"')
  })

  it('matches nothing without rules, profile or paths', () => {
    expect(matchRules(undefined, context)).toBeUndefined()
    const bare = { ...context, profile: undefined, paths: undefined }
    expect(matchRules({ any: [{ profileKey: 'role' }, { glob: '**' }] }, bare)).toBeUndefined()
  })
})

describe('matchKeyword', () => {
  it.each([
    ['cat', 'concatenate', false],
    ['cat', 'a CAT!', true],
    ['cat', 'category, then cat', true],
    ['c++', 'Is C++ faster?', true],
    ['node.js', 'in node.js', true],
    ['blue green', 'a blue\n  green switch', true],
    ['ｗｉｄｅ', 'wide', true],
    ['数据库', '如何备份数据库？', true],
    ['naïve', 'naïvely', false],
    ['😀', 'ok 😀 ok', true],
    ['𝒳', 'x', true],
    ['', 'anything', false],
    ['x', '', false],
  ])('%s in %s: %s', (keyword, text, expected) => {
    expect(matchKeyword(keyword, text)).toBe(expected)
  })
})

it('compares a long query with thousands of keywords at once', () => {
  const query = 'ﬁne Größe '.repeat(10_000)
  for (let at = 0; at < 5_000; at++) expect(matchKeyword(`keyword ${at}`, query)).toBe(false)
  expect(matchKeyword('fine größe', query)).toBe(true)
}, 5_000)
