import type { Candidate, ModuleSnapshot } from '../vocabulary/types'

/** A module with every field filled in; tests state only what they are about. */
export function sampleModule(fields: Partial<ModuleSnapshot> & { moduleId: string }): ModuleSnapshot {
  const body = fields.body ?? `About ${fields.moduleId}.`
  return {
    version: 1,
    name: fields.moduleId,
    description: '',
    tags: [],
    priority: 'medium',
    activation: 'semantic',
    dependencies: [],
    lastUpdated: '2026-01-01',
    body,
    tokenCount: Math.ceil(body.length / 4),
    ...fields,
  }
}

/** A chunk candidate that covers `text`, as reranking receives it. */
export function sampleCandidate(
  chunkId: string,
  text: string,
  fields: Partial<Omit<Candidate, 'module'>> & { module?: Partial<ModuleSnapshot> } = {},
): Candidate {
  const { module, ...rest } = fields
  const { body: _body, ...metadata } = sampleModule({ moduleId: chunkId.split('#')[0] ?? chunkId, ...module })
  return {
    module: metadata,
    resolution: 'section',
    chunkId,
    headingPath: [],
    startOffset: 0,
    endOffset: text.length,
    text,
    tokens: Math.ceil(text.length / 4),
    ranks: {},
    scores: {},
    signals: {},
    reason: 'relevant',
    isRequired: false,
    isDropped: false,
    section: 'knowledge',
    ...rest,
  }
}
