import { type ModelSpec, vocabularyOf } from '@/lib/engine'
import { isVocabularyInstalled } from '@/lib/models/tokens/read-vocabulary'
import { processWide } from '@/lib/process-wide'
import { workOnText } from '@/lib/texts/threads/work-on-text'

export type UsableVocabulary = {
  /** The model's own, where it is installed and can be read. */
  vocabulary?: string
  /** Why it is not used though it is installed. */
  warnings: string[]
}

/** Of a vocabulary, in bytes. */
const USUAL_SIZE = 10_000_000

/** What is wrong with those that are installed; they are looked at once until the server starts again. */
const problems = () => processWide('vocabulary problems', () => new Map<string, Promise<string | null>>())

/** Whether a model's tokens can be counted with its own vocabulary. @throws AppError UNAVAILABLE */
export async function findVocabulary(workspaceId: string, { id }: Pick<ModelSpec, 'id'>): Promise<UsableVocabulary> {
  const known = vocabularyOf(id)
  if (!known) return { warnings: [] }
  const { name, label } = known
  const seen = problems().get(name) ?? (isVocabularyInstalled(name) ? look(workspaceId, name) : undefined)
  if (seen === undefined) return { warnings: [] }
  const problem = await seen
  if (problem === null) return { vocabulary: name, warnings: [] }
  return { warnings: [`The tokenizer of ${label} cannot be used: ${problem}. Tokens are estimated.`] }
}

function look(workspaceId: string, name: string): Promise<string | null> {
  const looking = workOnText('checkVocabulary', { name }, { workspaceId, urgency: 'person', size: USUAL_SIZE })
  problems().set(name, looking)
  // nothing was learned of it: no thread was free
  looking.catch(() => problems().delete(name))
  return looking
}
