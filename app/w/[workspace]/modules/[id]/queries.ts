import { queryOptions } from '@tanstack/react-query'
import { callApi } from '@/components/data/api-client'
import type { EffectDto } from '@/lib/schemas/changes/effect'
import type { ChunkHeatDto } from '@/lib/schemas/insights/chunk-heat'
import type { OverlayDto, OverlayVersionDto } from '@/lib/schemas/modules/chunk-overlay'
import type {
  ModuleDependenciesDto,
  ModuleDto,
  ModuleVersionDto,
  ModuleVersionSummaryDto,
  RangeSummaryDto,
} from '@/lib/schemas/modules/module'
import type { RelatedModulesDto } from '@/lib/schemas/modules/related-modules'
import { toOpenModule } from './open-module'

const pathOf = (id: string) => `/api/v1/modules/${encodeURIComponent(id)}`

export function moduleQuery(id: string) {
  return queryOptions({
    queryKey: ['modules', 'one', id],
    queryFn: async () => toOpenModule(await callApi<ModuleDto>(pathOf(id))),
  })
}

export function versionsQuery(id: string) {
  return queryOptions({
    queryKey: ['modules', 'versions', id],
    queryFn: ({ signal }) => callApi<{ items: ModuleVersionSummaryDto[] }>(`${pathOf(id)}/versions`, { signal }),
  })
}

export function versionQuery(id: string, version: number) {
  return queryOptions({
    queryKey: ['modules', 'version', id, version],
    queryFn: ({ signal }) => callApi<ModuleVersionDto>(`${pathOf(id)}/versions/${version}`, { signal }),
    // Versions are immutable.
    staleTime: Number.POSITIVE_INFINITY,
    enabled: version > 0,
  })
}

export function dependenciesQuery(id: string) {
  return queryOptions({
    queryKey: ['modules', 'dependencies', id],
    queryFn: ({ signal }) => callApi<ModuleDependenciesDto>(`${pathOf(id)}/dependencies`, { signal }),
  })
}

export function overlayQuery(id: string) {
  return queryOptions({
    queryKey: ['modules', 'overlay', id],
    queryFn: ({ signal }) => callApi<OverlayDto>(`${pathOf(id)}/overlay`, { signal }),
  })
}

export function overlayVersionsQuery(id: string) {
  return queryOptions({
    queryKey: ['modules', 'overlay-versions', id],
    queryFn: ({ signal }) => callApi<{ items: OverlayVersionDto[] }>(`${pathOf(id)}/overlay/versions`, { signal }),
  })
}

export function relatedQuery(id: string) {
  return queryOptions({
    queryKey: ['modules', 'related', id],
    queryFn: ({ signal }) => callApi<RelatedModulesDto>(`${pathOf(id)}/related`, { signal }),
  })
}

export function heatQuery(id: string) {
  return queryOptions({
    queryKey: ['modules', 'heat', id],
    queryFn: ({ signal }) => callApi<ChunkHeatDto>(`${pathOf(id)}/heat`, { signal }),
  })
}

/** The summaries of the published version. */
export function summariesQuery(id: string) {
  return queryOptions({
    queryKey: ['modules', 'summaries', id],
    queryFn: ({ signal }) => callApi<{ summaries: RangeSummaryDto[] }>(`${pathOf(id)}/chunks`, { signal }),
  })
}

/** @param revision of the saved draft: another one has another effect */
export function effectQuery(id: string, revision: number) {
  return queryOptions({
    queryKey: ['modules', 'effect', id, revision],
    queryFn: ({ signal }) => callApi<EffectDto>(`${pathOf(id)}/effect`, { signal }),
    enabled: revision > 0,
    retry: false,
  })
}
