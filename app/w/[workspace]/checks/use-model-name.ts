import { useQuery } from '@tanstack/react-query'
import { modelsQuery } from '@/components/data/models-query'

/** How a model is called; its id where it is offered no more. */
export function useModelName(): (id: string) => string {
  const models = useQuery(modelsQuery()).data?.items ?? []
  return (id) => models.find((model) => model.id === id)?.name ?? id
}
