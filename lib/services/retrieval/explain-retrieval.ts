import type { Candidate } from '@/lib/engine'
import { explainRetrievalSchema, type RetrievalCandidateDto, retrievalSchema } from '@/lib/schemas/retrieval'
import { createEnginePorts } from '@/lib/services/compose/engine/engine-ports'
import { runRetrieve } from '@/lib/services/compose/engine/run-engine'
import { resolveRequest } from '@/lib/services/compose/request/resolve-request'
import { watchLeftOut } from '@/lib/services/search/results/left-out'
import { verb } from '@/lib/services/verb'

/** Shown of a whole module, UTF-16 units: it can be megabytes long. */
const MODULE_EXCERPT = 2_000

/**
 * What retrieval finds for a query, stage by stage, under the policy or under settings that are only tried out. Nothing
 * is stored, and no module counts as chosen.
 */
export const explainRetrieval = verb({
  name: 'explainRetrieval',
  scope: 'read',
  effect: 'read',
  input: explainRetrievalSchema,
  output: retrievalSchema,
  run: async ({ actor }, { settings, ...options }) => {
    const { request: resolved } = await resolveRequest(actor, options)
    const request = settings ? { ...resolved, policy: { ...resolved.policy, settings } } : resolved
    const ports = await createEnginePorts(request)
    const { retrieval, nameLeftOut } = watchLeftOut(ports.retrieval)
    const prepared = await runRetrieve(request, { ...ports, retrieval })
    const { analysis, steps, filters, warnings } = prepared
    return {
      revision: request.revision,
      releaseId: request.releaseId,
      policy: { id: request.policy.id, version: request.policy.version },
      analysis,
      terms: prepared.terms ?? [],
      steps,
      filters,
      candidates: prepared.candidates.map(toRetrievalCandidate),
      leftOut: await nameLeftOut(prepared.candidates.map(({ module }) => module.moduleId)),
      warnings,
    }
  },
})

function toRetrievalCandidate(candidate: Candidate): RetrievalCandidateDto {
  const {
    module,
    chunkId,
    startOffset,
    endOffset,
    headingPath,
    text,
    tokens,
    ranks,
    scores,
    signals,
    reason,
    because,
    notes,
  } = candidate
  const { moduleId, version, name } = module
  return {
    key: chunkId ?? `${moduleId}@${version}`,
    moduleId,
    version,
    ...(chunkId === undefined ? {} : { chunkId, sourceRange: { start: startOffset, end: endOffset } }),
    title: name,
    headingPath,
    text: chunkId === undefined ? text.slice(0, MODULE_EXCERPT) : text,
    tokens,
    ranks,
    scores,
    signals,
    reason,
    ...(because === undefined ? {} : { because }),
    ...(notes === undefined ? {} : { notes }),
    isSelected: !candidate.isDropped,
    isRequired: candidate.isRequired,
  }
}
