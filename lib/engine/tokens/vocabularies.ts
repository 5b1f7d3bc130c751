import { processWide } from '@/lib/process-wide'
import type { TokenCounter } from './o200k'

/** Where models' own vocabularies come from: the engine reads no files. */
type VocabularyReader = (name: string) => Promise<TokenCounter>

const shared = () =>
  processWide('vocabularies', () => ({
    read: undefined as VocabularyReader | undefined,
    loaded: new Map<string, Promise<TokenCounter>>(),
  }))

/** Says how they are read here; where nobody does, tokens of such models are estimated. */
export function provideVocabularies(read: VocabularyReader): void {
  shared().read = read
}

/** One of them, read once. @throws what its reader throws; Error where nobody reads them */
export async function loadVocabulary(name: string): Promise<TokenCounter> {
  const { read, loaded } = shared()
  if (!read) throw new Error('vocabularies are not read here')
  const before = loaded.get(name)
  if (before) return before
  const loading = read(name)
  loaded.set(name, loading)
  return loading
}

/** By the names that their packages and files have. */
const VOCABULARIES = [
  { name: 'llama3', label: 'Llama 3', models: /^llama-?3(?!\d)/, except: /^$/ },
  { name: 'qwen3', label: 'Qwen 3', models: /^qwen-?3(?![.\d])/, except: /^$/ },
  // a distilled one keeps the vocabulary of its own family; Ollama names them by their sizes
  {
    name: 'deepseek_v3',
    label: 'DeepSeek V3',
    models: /^deepseek-(?:chat|reasoner|v3|r1)/,
    except: /distill|:(?!671b)/,
  },
  { name: 'mistral_nemo', label: 'Mistral Nemo', models: /^(?:open-)?mistral-nemo/, except: /^$/ },
] as const

export type VocabularyName = (typeof VOCABULARIES)[number]['name']

/** The vocabulary that a model counts with, by its name; a provider in front and capitals are ignored. */
export function vocabularyOf(modelId: string): { name: VocabularyName; label: string } | undefined {
  const name = modelId
    .slice(modelId.lastIndexOf('/') + 1)
    .toLowerCase()
    .replace(/^meta-/, '')
  return VOCABULARIES.find(({ models, except }) => models.test(name) && !except.test(name))
}
