import { useQuery } from '@tanstack/react-query'
import { modelsQuery } from '@/components/data/models-query'

/** The first of the models that takes no images, in a sentence. */
export function useBlindModel(ids: (string | undefined)[]): string | undefined {
  const { data } = useQuery(modelsQuery())
  const blind = data?.items.find(({ id, takesImages }) => !takesImages && ids.includes(id))
  return blind && `${blind.name} takes no images. Choose a model that takes images, or remove them.`
}
