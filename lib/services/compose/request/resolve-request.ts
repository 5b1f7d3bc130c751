import type { z } from 'zod'
import { prisma } from '@/lib/db/client'
import {
  type ComposeRequest,
  countingOf,
  type ImageRef,
  type ModelSpec,
  OFFLINE_MODEL_ID,
  type PolicySettings,
  type SectionName,
  type Turn,
  unfoldSummaries,
} from '@/lib/engine'
import { AppError } from '@/lib/errors'
import { calibratedModel, pickModel } from '@/lib/indexing/providers/find-model'
import { isLocalModel } from '@/lib/indexing/providers/is-local-model'
import { resizeModel } from '@/lib/indexing/providers/offer-models'
import { newId } from '@/lib/new-id'
import type { composeSchema } from '@/lib/schemas/contexts/compose'
import type { SaidTurn } from '@/lib/schemas/contexts/said-turn'
import { requireConversation } from '@/lib/services/access/conversation-access'
import type { Actor } from '@/lib/services/actor'
import { loadImages } from '@/lib/services/conversations/images/stored-images'
import { loadHistory } from '@/lib/services/conversations/messages/load-history'
import { loadStated, statedOf } from '@/lib/services/conversations/stated-facts/stored-facts'
import { findInUse } from '@/lib/services/conversations/summaries/find-in-use'
import { loadProfile, loadVisibleProfile } from '@/lib/services/profiles/rows/load-profile'
import { readRequestState } from '@/lib/services/workspaces/state/read-request-state'
import { rememberModel } from './remember-model'
import { findVocabulary } from './usable-vocabulary'

export type ComposeOptions = Omit<z.output<typeof composeSchema>, 'images' | 'turns'> & {
  /** The conversation so far, where it is kept elsewhere. */
  turns?: SentTurn[]
  /** Composes for the moment before this message of the conversation. */
  beforeOrdinal?: number
  /** Of the query. */
  images?: ImageRef[]
  /** The model that is asked gets it from here; else it goes to whoever asked. */
  isAnsweredHere?: boolean
  /** The same whoever asks and on whatever day: for checks. Nothing that was learned from answers takes part. */
  sameOn?: string
}

export type ResolvedRequest = {
  request: ComposeRequest
  conversationId: string | null
  found: ReturnType<typeof pickModel>
}

/** A turn that was sent along, its images looked at. */
export type SentTurn = SaidTurn & { images?: ImageRef[] }

function toTurns(turns: SentTurn[]): Turn[] {
  return turns.map(({ id, at, speaker, ...turn }, index) => ({
    ...turn,
    // no id that a caller may give has a space
    id: id ?? `turn ${index + 1}`,
    ...(speaker === undefined ? {} : { speaker }),
    ...(at === undefined ? {} : { day: new Date(at).toISOString().slice(0, 10) }),
  }))
}

function withImages(turns: Turn[], images: Map<string, ImageRef[]>): Turn[] {
  if (images.size === 0) return turns
  return turns.map((turn) => {
    const own = images.get(turn.id)
    return own ? { ...turn, images: own } : turn
  })
}

/** The one that the request names, which may be nobody's, else that of the conversation. */
async function findProfile(actor: Actor, named: string | null | undefined, ofConversation: string | null | undefined) {
  if (named === null) return undefined
  if (named !== undefined) return loadProfile(actor, named)
  return ofConversation ? loadVisibleProfile(actor, ofConversation) : undefined
}

/**
 * Does every lookup that composing needs and fills in every default.
 * @throws AppError NOT_FOUND, VALIDATION; LIMIT_EXCEEDED for images where the model takes none.
 */
export async function resolveRequest(actor: Actor, options: ComposeOptions): Promise<ResolvedRequest> {
  const { workspaceId } = actor
  const { conversationId, contextWindow, maxOutputTokens } = options
  const conversation = conversationId ? await requireConversation(prisma, actor, conversationId, 'read') : null
  const turns = toTurns(options.turns ?? [])
  const [{ revision, releaseId, policy, providers, learned, defaultModel }, history, images, stated, profile] =
    await Promise.all([
      readRequestState(workspaceId, options.policy, options.release),
      conversationId
        ? loadHistory(prisma, { workspaceId, conversationId }, options.beforeOrdinal)
        : { turns, summaries: [] },
      conversationId ? loadImages(prisma, { workspaceId, conversationId }) : new Map<string, ImageRef[]>(),
      conversationId
        ? loadStated({ workspaceId, conversationId }, options.beforeOrdinal)
        : statedOf(workspaceId, turns),
      findProfile(actor, options.profileId, conversation?.profileId),
    ])
  const remembered = { providers, ofConversation: conversation?.model, ofWorkspace: defaultModel }
  const isSame = options.sameOn !== undefined
  const usual = isSame ? (defaultModel ?? OFFLINE_MODEL_ID) : undefined
  const found = pickModel(providers, options.model ?? usual ?? (await rememberModel(actor, remembered)))
  requireSight(found.spec, options.images)
  const isSeenHere = options.isAnsweredHere || found.offered !== null || (actor.kind === 'user' && !isSame)
  const staysHere = isLocalModel(found) && isSeenHere
  const own = found.isOffline ? { warnings: [] } : await findVocabulary(workspaceId, found.spec)
  const counting = found.isOffline
    ? {}
    : countingOf(found.spec, isSame ? undefined : learned.get(calibratedModel(found)), own.vocabulary)
  const warnings = [...found.warnings, ...own.warnings]
  const unfolds = [...new Set(options.unfolds)]
  const told =
    unfolds.length > 0
      ? unfoldSummaries(history, await findInUse({ workspaceId, conversationId: conversationId ?? '' }, unfolds))
      : history
  const isResized = contextWindow !== undefined || maxOutputTokens !== undefined
  const request: ComposeRequest = {
    id: newId('cmp'),
    workspaceId,
    revision,
    releaseId,
    day: options.sameOn ?? new Date().toISOString().slice(0, 10),
    query: options.query,
    ...counting,
    model: isResized ? resizeModel(found.spec, { contextWindow, maxOutputTokens }) : found.spec,
    policy: { ...policy, settings: withShares(policy.settings, options.shares) },
    layout: options.layout ?? policy.settings.format.layout,
    ...told,
    turns: withImages(told.turns, images),
    ...(options.images && options.images.length > 0 ? { images: options.images } : {}),
    ...(unfolds.length > 0 ? { unfolds } : {}),
    ...(stated.length > 0 && policy.settings.history.facts ? { stated } : {}),
    pins: [...new Set(options.pins)],
    excludes: [...new Set(options.excludes)],
    ...(options.task ? { task: options.task } : {}),
    ...(profile ? profile.forModel({ staysHere, isAllowed: options.allowsFacts ?? false }) : {}),
    ...(options.filters ? { filters: options.filters } : {}),
    ...(options.paths ? { paths: options.paths } : {}),
    ...(warnings.length > 0 ? { warnings } : {}),
  }
  return { request, conversationId: conversationId ?? null, found }
}

/** The settings with other shares. @throws AppError VALIDATION when all together pass the window. */
function withShares(
  settings: PolicySettings,
  shares: Partial<Record<SectionName, number>> | undefined,
): PolicySettings {
  if (!shares) return settings
  const sections = structuredClone(settings.budget.sections)
  for (const [name, section] of Object.entries(sections)) section.share = shares[name as SectionName] ?? section.share
  const total = Object.values(sections).reduce((sum, section) => sum + section.share, 0)
  if (total > 1 + 1e-9) {
    const percent = `${Math.round(total * 100)} %`
    throw new AppError('VALIDATION', `With the policy’s other shares these add up to ${percent} of the window.`, {
      fields: { shares: `add up to ${percent} with the policy’s other shares` },
    })
  }
  return { ...settings, budget: { ...settings.budget, sections } }
}

/** @throws AppError LIMIT_EXCEEDED where a question has images and the model takes none. */
function requireSight({ id, takesImages }: ModelSpec, images: ImageRef[] | undefined): void {
  const actual = images?.length ?? 0
  if (actual === 0 || takesImages) return
  const message = `${id} takes no images, and the question has ${actual === 1 ? 'one' : actual}. Choose a model that takes images, or ask without.`
  throw new AppError('LIMIT_EXCEEDED', message, { limit: 0, actual })
}
