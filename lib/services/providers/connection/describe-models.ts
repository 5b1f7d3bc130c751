import { resolveModel } from '@/lib/engine'
import { findPrices } from '@/lib/models/providers/model-prices'
import type { ListedModelDto } from '@/lib/schemas/workspaces/provider'

/** Models that a provider lists, with the window and prices that are known of them; those that are known first. */
export function describeModels(ids: string[]): ListedModelDto[] {
  const models = [...new Set(ids)].map((id) => {
    const { isKnown, contextWindow } = resolveModel(id)
    return { id, contextWindow: isKnown ? contextWindow : null, prices: findPrices(id) ?? null }
  })
  return models.sort((a, b) => Number(b.contextWindow !== null) - Number(a.contextWindow !== null))
}
