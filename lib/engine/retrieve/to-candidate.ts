import { applyEdits } from '../text/source-edits'
import type { StoredChunk, StoredSummary } from '../vocabulary/ports'
import type { Because, ReasonCode } from '../vocabulary/reasons'
import type { Candidate, CandidateModule, ChunkCuration, ModuleSnapshot, SourceEdit } from '../vocabulary/types'

export type Outcome = { reason: ReasonCode; because?: Because }
type Found = Pick<Candidate, 'ranks' | 'scores'>

/** Modules are kept from request to request, and what is sent of a whole one with them. */
const texts = new WeakMap<ModuleSnapshot, string>()

function withEdits(edits: SourceEdit[] | undefined): { edits?: SourceEdit[] } {
  return edits && edits.length > 0 ? { edits } : {}
}

function readText(module: ModuleSnapshot): string {
  const text = texts.get(module) ?? applyEdits(module.body, 0, module.body.length, module.edits)
  texts.set(module, text)
  return text
}

/** The whole module as one candidate. */
export function toModuleCandidate(
  module: ModuleSnapshot,
  outcome: Outcome &
    Partial<Pick<Candidate, 'section' | 'signals' | 'isRequired' | 'isDropped' | 'neededBy' | 'activatedBy'>>,
  found: Found = { ranks: {}, scores: {} },
): Candidate {
  return {
    module: toCandidateModule(module),
    resolution: 'full',
    headingPath: [],
    startOffset: 0,
    endOffset: module.body.length,
    text: readText(module),
    ...withEdits(module.edits),
    tokens: module.tokenCount,
    ranks: found.ranks,
    scores: found.scores,
    signals: outcome.signals ?? {},
    reason: outcome.reason,
    ...(outcome.because === undefined ? {} : { because: outcome.because }),
    ...(outcome.neededBy === undefined ? {} : { neededBy: outcome.neededBy }),
    ...(outcome.activatedBy === undefined ? {} : { activatedBy: outcome.activatedBy }),
    isRequired: outcome.isRequired ?? false,
    isDropped: outcome.isDropped ?? false,
    section: outcome.section ?? 'knowledge',
  }
}

/** One chunk of a module as a candidate for the knowledge section. */
export function toChunkCandidate(
  chunk: StoredChunk,
  module: CandidateModule,
  outcome: Outcome & Partial<Pick<Candidate, 'signals'>>,
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
    ...withEdits(chunk.edits),
    tokens: chunk.tokenCount,
    ranks: found.ranks,
    scores: found.scores,
    signals: outcome.signals ?? {},
    reason: outcome.reason,
    ...(outcome.because === undefined ? {} : { because: outcome.because }),
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
  outcome: Outcome & Pick<Candidate, 'signals'>,
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
