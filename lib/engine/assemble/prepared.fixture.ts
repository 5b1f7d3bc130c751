import type { ComposeRequest, PreparedContext } from '../vocabulary/composition'
import { DEFAULT_POLICY_SETTINGS } from '../vocabulary/policy'
import type { Tokenizer } from '../vocabulary/ports'
import type { Candidate } from '../vocabulary/types'

/** For tests: every run of letters, digits or of other characters is a token. */
export const wordTokenizer: Tokenizer = {
  name: 'words',
  isExact: true,
  count: (text) => splitWords(text).length,
  pieces: (text) => {
    let at = 0
    return splitWords(text).map((word) => {
      const start = at
      at += word.length
      return { start, end: at, tokens: 1 }
    })
  },
  countParts: (text, ends) => countParts(wordTokenizer.pieces(text), ends),
}

/** From the pieces, for tokenizers of tests. */
export function countParts(pieces: ReturnType<Tokenizer['pieces']>, ends: number[]): number[] {
  const partOf = (start: number) => Math.min(ends.length - 1, ends.filter((end) => end <= start).length)
  return ends.map((_, part) =>
    pieces.filter(({ start }) => partOf(start) === part).reduce((total, { tokens }) => total + tokens, 0),
  )
}

function splitWords(text: string): string[] {
  return text.match(/ ?[\p{L}\p{N}_]{1,8}|\s+|[^\s\p{L}\p{N}_]{1,3}/gu) ?? []
}

export function makeCandidate(
  moduleId: string,
  text: string,
  change: Omit<Partial<Candidate>, 'module'> & { module?: Partial<Candidate['module']> } = {},
): Candidate {
  const startOffset = change.startOffset ?? 0
  return {
    resolution: change.chunkId === undefined ? 'full' : 'section',
    headingPath: [],
    startOffset,
    endOffset: startOffset + text.length,
    text,
    tokens: wordTokenizer.count(text),
    ranks: {},
    scores: {},
    signals: {},
    reason: 'relevant',
    isRequired: false,
    isDropped: false,
    section: 'knowledge',
    ...change,
    module: {
      moduleId,
      version: 1,
      name: moduleId,
      description: '',
      tags: [],
      priority: 'medium',
      lastUpdated: '2026-01-31',
      dependencies: [],
      ...change.module,
    },
  }
}

export function makePrepared(candidates: Candidate[], change: Partial<ComposeRequest> = {}): PreparedContext {
  const query = change.query ?? 'How do I rotate the signing key?'
  return {
    request: {
      id: 'c1',
      workspaceId: 'w1',
      revision: 7,
      releaseId: 'production',
      day: '2026-02-01',
      query,
      model: { id: 'test-model', family: 'generic', contextWindow: 4_000, maxOutputTokens: 400 },
      policy: { id: 'default', version: 1, settings: DEFAULT_POLICY_SETTINGS },
      layout: 'chat',
      turns: [],
      summaries: [],
      pins: [],
      excludes: [],
      ...change,
    },
    analysis: {
      query,
      standaloneQuery: query,
      topics: [],
      entities: [],
      identifiers: [],
      keywords: query.toLowerCase().match(/\p{L}+/gu) ?? [],
      exclusions: [],
      constraints: [],
      intent: 'informational',
      queryType: 'statement',
      complexity: 'medium',
      specificity: 'medium',
      language: 'en',
      isFollowUp: false,
    },
    candidates,
    steps: [],
    filters: [],
    warnings: [],
  }
}
