import { type ComposeRequest, countingOf, unfoldSummaries } from '@/lib/engine'
import { calibratedModel, pickModel } from '@/lib/indexing/providers/find-model'
import { newId } from '@/lib/new-id'
import type { ComparedSide } from '@/lib/schemas/contexts/compared-side'
import { readRequestState } from '@/lib/services/workspaces/state/read-request-state'
import { findVocabulary } from './usable-vocabulary'

/** The same question for the same conversation and person, with what is in use now or what the side names. */
export async function requestAgain(asked: ComposeRequest, side: ComparedSide): Promise<ComposeRequest> {
  const { tokenPercent: _, counting: __, warnings: ___, profile, interests, ...kept } = asked
  const person = side.profile === 'none' ? {} : { profile, interests }
  const { revision, policy, providers, learned } = await readRequestState(
    asked.workspaceId,
    side.policy ?? asked.policy.id,
    side.release ?? asked.releaseId,
  )
  const found = pickModel(providers, side.model ?? asked.model.id)
  const own = found.isOffline ? { warnings: [] } : await findVocabulary(asked.workspaceId, found.spec)
  const counting = found.isOffline ? {} : countingOf(found.spec, learned.get(calibratedModel(found)), own.vocabulary)
  const warnings = [...found.warnings, ...own.warnings]
  // shares that were tried out stand in the settings of the request alone
  const isSamePolicy = side.policy === undefined && policy.version === asked.policy.version
  return {
    ...kept,
    ...person,
    ...(side.unfolds ? { ...unfoldSummaries(asked, side.unfolds), unfolds: side.unfolds } : {}),
    id: newId('cmp'),
    releaseId: side.release ?? asked.releaseId,
    revision,
    day: new Date().toISOString().slice(0, 10),
    model: side.model === undefined ? asked.model : found.spec,
    policy: isSamePolicy ? asked.policy : policy,
    pins: side.pins ?? asked.pins,
    excludes: side.excludes ?? asked.excludes,
    ...counting,
    ...(warnings.length > 0 ? { warnings } : {}),
  }
}
