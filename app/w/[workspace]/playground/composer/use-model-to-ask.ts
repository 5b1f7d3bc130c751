import { useQuery } from '@tanstack/react-query'
import { modelsQuery } from '@/components/data/models-query'

/** The model that a question goes to: the chosen one while it is offered, else what its person or workspace asks. */
export function useModelToAsk(chosen: string | undefined): string | undefined {
  const { data } = useQuery(modelsQuery())
  if (!data) return chosen
  return data.items.some(({ id }) => id === chosen) ? chosen : data.nextModel
}
