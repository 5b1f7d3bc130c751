import { useQuery } from '@tanstack/react-query'
import { modelsQuery } from '@/components/data/models-query'
import { policiesQuery } from '@/components/data/policies-query'
import { releasesQuery } from '@/components/data/releases-query'
import { policiesToAsk } from '@/components/policy/policies-to-ask'
import { type Otherwise, tellColumn } from './columns'

/** Tells what is named for a column in words. */
export function useColumnNames(): (column: Otherwise) => string {
  const models = useQuery(modelsQuery()).data?.items ?? []
  const policies = policiesToAsk(useQuery(policiesQuery()).data?.items ?? [])
  const releases = useQuery(releasesQuery()).data?.items ?? []
  return (column) => tellColumn(column, { models, policies, releases })
}
