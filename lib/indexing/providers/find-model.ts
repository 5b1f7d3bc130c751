import { prisma } from '@/lib/db/client'
import { type ModelSpec, OFFLINE_MODEL_ID, resolveModel } from '@/lib/engine'
import { type OfferedModel, offerModels } from './offer-models'
import { PROVIDER_SELECT, type ProviderRow } from './to-provider'

type FoundModel = {
  spec: ModelSpec
  /** Who answers as this model; null when no provider offers it. */
  offered: OfferedModel | null
  isOffline: boolean
  warnings: string[]
}

/** The providers of a workspace, the oldest first: the order in which a model id is looked for. */
export function listProviderRows(workspaceId: string) {
  return prisma.provider.findMany({
    where: { workspaceId },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: PROVIDER_SELECT,
  })
}

/** The model that a request names, with the sizes that the workspace set; an unknown one is taken as a generic one. */
export async function findModel(workspaceId: string, id: string): Promise<FoundModel> {
  return pickModel(id === OFFLINE_MODEL_ID ? [] : await listProviderRows(workspaceId), id)
}

/** The same among these providers, the oldest first. */
export function pickModel(providers: ProviderRow[], id: string = OFFLINE_MODEL_ID): FoundModel {
  const { isKnown, ...known } = resolveModel(id)
  if (id === OFFLINE_MODEL_ID) return { spec: known, offered: null, isOffline: true, warnings: [] }
  const models = offerModels(providers)
  const offered =
    models.find((model) => model.spec.id === id) ??
    models.find((model) => `${model.provider.id}/${model.upstreamId}` === id) ??
    null
  if (offered) return { spec: { ...offered.spec, id }, offered, isOffline: false, warnings: [] }
  const window = known.contextWindow.toLocaleString('en-US')
  const warning = `Unknown model ${id}: composed in the generic format, for a context window of ${window} tokens.`
  return { spec: known, offered: null, isOffline: false, warnings: isKnown ? [] : [warning] }
}

/** The id under which a model's answers are remembered: what its provider calls it. */
export function calibratedModel({ spec, offered }: Pick<FoundModel, 'spec' | 'offered'>): string {
  return offered?.upstreamId ?? spec.id
}
