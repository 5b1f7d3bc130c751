import type { StoredChunk, StoredSummary } from '../ports'
import type { Candidate, CandidateModule, ChunkCuration, ModuleSnapshot, ReasonCode } from '../types'

type Found = Pick<Candidate, 'ranks' | 'scores'>

/** The whole module as one candidate. */
export function toModuleCandidate(
  module: ModuleSnapshot,
  outcome: { reason: ReasonCode; detail?: string; isRequired?: boolean; isDropped?: boolean } & Partial<
    Pick<Candidate, 'section' | 'signals'>
  >,
  found: Found = { ranks: {}, scores: {} },
): Candidate {
  return {
    module: toCandidateModule(module),
    resolution: 'full',
    headingPath: [],
    startOffset: 0,
    endOffset: module.body.length,
    text: module.body,
    tokens: module.tokenCount,
    ranks: found.ranks,
    scores: found.scores,
    signals: outcome.signals ?? {},
    reason: outcome.reason,
    ...(outcome.detail === undefined ? {} : { detail: outcome.detail }),
    isRequired: outcome.isRequired ?? false,
    isDropped: outcome.isDropped ?? false,
    section: outcome.section ?? 'knowledge',
  }
}

/** One chunk of a module as a candidate for the knowledge section. */
export function toChunkCandidate(
  chunk: StoredChunk,
  module: CandidateModule,
  outcome: { reason: ReasonCode; detail?: string } & Partial<Pick<Candidate, 'signals'>>,
  found: Found = { ranks: {}, scores: {} },
): Candidate {
  return {
    module,
    resolution: 'section',
    chunkId: chunk.chunkId,
    headingPath: chunk.headingPath,
    startOffset: chunk.startOffset,
    endOffset: chunk.endOffset,
    text: chunk.text,
    tokens: chunk.tokenCount,
    ranks: found.ranks,
    scores: found.scores,
    signals: outcome.signals ?? {},
    reason: outcome.reason,
    ...(outcome.detail === undefined ? {} : { detail: outcome.detail }),
    ...(chunk.curation === undefined ? {} : { notes: describeCuration(chunk.curation) }),
    isRequired: false,
    isDropped: false,
    section: 'knowledge',
  }
}

function describeCuration({ keywords, questions }: ChunkCuration): string[] {
  return [
    ...(keywords.length > 0 ? [`keywords added by curation: ${keywords.join(', ')}`] : []),
    ...questions.map((question) => `question added by curation: ${question}`),
  ]
}

/** A summary as a candidate for the knowledge section, in place of what it summarizes. */
export function toSummaryCandidate(
  summary: StoredSummary,
  module: CandidateModule,
  outcome: { reason: ReasonCode; detail: string; signals: Candidate['signals'] },
): Candidate {
  return {
    module,
    resolution: 'summary',
    summaryId: summary.summaryId,
    headingPath: summary.headingPath,
    startOffset: summary.startOffset,
    endOffset: summary.endOffset,
    text: summary.text,
    tokens: summary.tokenCount,
    ranks: {},
    scores: {},
    ...outcome,
    isRequired: false,
    isDropped: false,
    section: 'knowledge',
  }
}

export function toCandidateModule(module: ModuleSnapshot): CandidateModule {
  return {
    moduleId: module.moduleId,
    version: module.version,
    ...(module.versionLabel === undefined ? {} : { versionLabel: module.versionLabel }),
    name: module.name,
    description: module.description,
    ...(module.category === undefined ? {} : { category: module.category }),
    tags: module.tags,
    priority: module.priority,
    lastUpdated: module.lastUpdated,
    dependencies: module.dependencies,
    ...(module.grounding === undefined ? {} : { grounding: module.grounding }),
  }
}
