import { isEmbeddingModel, RERANKS } from '@/lib/schemas/contexts/is-embedding-model'
import type { ListedModelDto } from '@/lib/schemas/workspaces/provider'

/** A list of so many is ticked as a whole; of a longer one so many of which something is known. */
const TICKED_WHOLE = 6

/** Whether a model may answer, by its name: a list does not say what each is for. */
export const isForChat = ({ id }: Pick<ListedModelDto, 'id'>) => !isEmbeddingModel(id) && !RERANKS.test(id)

/** Models of a provider's list that are offered unless somebody unticks them. */
export function tickModels(listed: ListedModelDto[]): ListedModelDto[] {
  const forChat = listed.filter(isForChat)
  if (forChat.length <= TICKED_WHOLE) return forChat
  const sized = forChat.filter(({ contextWindow }) => contextWindow !== null)
  const priced = sized.filter(({ prices }) => prices !== null)
  return (priced.length > 0 ? priced : sized).slice(0, TICKED_WHOLE)
}
