import { prisma } from '@/lib/db/client'
import { KNOWN_MODELS, OFFLINE_MODEL_ID } from '@/lib/engine'
import { findModel, listProviderRows } from '@/lib/indexing/providers/find-model'
import { offerModels } from '@/lib/indexing/providers/offer-models'
import { availableModelListSchema, listAvailableModelsSchema } from '@/lib/schemas/workspaces/provider'
import { rememberModel } from '@/lib/services/compose/request/remember-model'
import { verb } from '@/lib/services/verb'

/** The models that chat can ask, the offline one first. */
export const listAvailableModels = verb({
  name: 'listAvailableModels',
  scope: 'read',
  effect: 'read',
  input: listAvailableModelsSchema,
  output: availableModelListSchema,
  run: async ({ actor, workspaceId }) => {
    const { spec } = await findModel(workspaceId, OFFLINE_MODEL_ID)
    const offline = {
      ...spec,
      name: KNOWN_MODELS.find(({ id }) => id === OFFLINE_MODEL_ID)?.label ?? OFFLINE_MODEL_ID,
      providerId: null,
      providerName: 'Loadout',
      takesImages: false,
      isOffline: true,
      tokenPercent: null,
      tokenError: null,
    }
    const [rows, calibrations, state] = await Promise.all([
      listProviderRows(workspaceId),
      prisma.tokenCalibration.findMany({
        where: { workspaceId },
        select: { model: true, percent: true, errorPercent: true },
      }),
      prisma.workspaceSettings.findUnique({ where: { workspaceId }, select: { defaultModel: true } }),
    ])
    const learned = new Map(calibrations.map(({ model, ...counted }) => [model, counted]))
    const offered = offerModels(rows).map(({ spec, name, provider, upstreamId }) => ({
      ...spec,
      name,
      providerId: provider.id,
      providerName: provider.name,
      takesImages: spec.takesImages ?? false,
      isOffline: false,
      tokenPercent: learned.get(upstreamId)?.percent ?? null,
      tokenError: learned.get(upstreamId)?.errorPercent ?? null,
    }))
    const items = [offline, ...offered]
    const defaultModel = state?.defaultModel ?? null
    const nextModel = await rememberModel(actor, { providers: rows, ofWorkspace: defaultModel })
    return { items, total: items.length, nextCursor: null, nextModel, defaultModel }
  },
})
