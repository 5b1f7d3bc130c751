import type { z } from 'zod'
import { prisma } from '@/lib/db/client'
import type { ComposeRequest, Profile, Turn } from '@/lib/engine'
import { AppError } from '@/lib/errors'
import { pickModel } from '@/lib/indexing/providers/find-model'
import { resizeModel } from '@/lib/indexing/providers/offer-models'
import { newId } from '@/lib/new-id'
import type { composeSchema } from '@/lib/schemas/compose'
import type { ProfileDto } from '@/lib/schemas/profile'
import type { SaidTurn } from '@/lib/schemas/said-turn'
import type { Actor } from '@/lib/services/actor'
import { requireConversation } from '@/lib/services/conversations/find-conversation'
import { loadHistory } from '@/lib/services/conversations/load-history'
import { PROFILE_SELECT, toProfile } from '@/lib/services/profiles/to-profile'
import { calibratedModel } from '@/lib/services/token-calibrations/calibrated-model'
import { readRequestState } from './read-request-state'
import { withShares } from './with-shares'

export type ComposeOptions = z.output<typeof composeSchema> & {
  /** Composes for the moment before this message of the conversation. */
  beforeOrdinal?: number
}

export type ResolvedRequest = {
  request: ComposeRequest
  conversationId: string | null
  found: ReturnType<typeof pickModel>
}

function toEngineProfile({ id, name, facts }: Pick<ProfileDto, 'id' | 'name' | 'facts'>): Profile {
  return {
    id,
    name,
    facts: facts.map(({ expiresOn, ...fact }) => ({ ...fact, ...(expiresOn === null ? {} : { expiresOn }) })),
  }
}

/** Turns that were sent along. */
function toTurns(turns: SaidTurn[]): Turn[] {
  return turns.map(({ id, at, speaker, ...turn }, index) => ({
    ...turn,
    // no id that a caller may give has a space
    id: id ?? `turn ${index + 1}`,
    ...(speaker === undefined ? {} : { speaker }),
    ...(at === undefined ? {} : { day: new Date(at).toISOString().slice(0, 10) }),
  }))
}

async function loadProfile(workspaceId: string, id: string): Promise<Profile> {
  const row = await prisma.profile.findUnique({
    where: { workspaceId_id: { workspaceId, id } },
    select: PROFILE_SELECT,
  })
  if (!row) throw new AppError('NOT_FOUND', `There is no profile ${id}.`, { entity: 'profile', id })
  return toEngineProfile(toProfile(row))
}

/** Does every lookup that composing needs and fills in every default. @throws AppError NOT_FOUND, VALIDATION. */
export async function resolveRequest(actor: Actor, options: ComposeOptions): Promise<ResolvedRequest> {
  const { workspaceId } = actor
  const { conversationId, contextWindow, maxOutputTokens } = options
  const conversation = conversationId ? await requireConversation(prisma, actor, conversationId, 'read') : null
  const profileId = options.profileId ?? conversation?.profileId
  const [{ revision, releaseId, policy, providers, percents }, history, profile] = await Promise.all([
    readRequestState(workspaceId, options.policy, options.release),
    conversationId
      ? loadHistory(prisma, { workspaceId, conversationId }, options.beforeOrdinal)
      : { turns: toTurns(options.turns ?? []), summaries: [] },
    profileId ? loadProfile(workspaceId, profileId) : undefined,
  ])
  const found = pickModel(providers, options.model)
  const tokenPercent = found.isOffline ? undefined : percents.get(calibratedModel(found))
  const isResized = contextWindow !== undefined || maxOutputTokens !== undefined
  const request: ComposeRequest = {
    id: newId('cmp'),
    workspaceId,
    revision,
    releaseId,
    day: new Date().toISOString().slice(0, 10),
    query: options.query,
    ...(tokenPercent === undefined ? {} : { tokenPercent }),
    model: isResized ? resizeModel(found.spec, { contextWindow, maxOutputTokens }) : found.spec,
    policy: { ...policy, settings: withShares(policy.settings, options.shares) },
    layout: options.layout ?? policy.settings.format.layout,
    ...history,
    pins: [...new Set(options.pins)],
    excludes: [...new Set(options.excludes)],
    ...(options.task ? { task: options.task } : {}),
    ...(profile ? { profile } : {}),
    ...(options.filters ? { filters: options.filters } : {}),
    ...(options.paths ? { paths: options.paths } : {}),
    ...(found.warnings.length > 0 ? { warnings: found.warnings } : {}),
  }
  return { request, conversationId: conversationId ?? null, found }
}
