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

/** One of them, read once; what could not be read is tried again. @throws what its reader throws; Error where nobody reads them */
export async function loadVocabulary(name: string): Promise<TokenCounter> {
  const { read, loaded } = shared()
  if (!read) throw new Error('vocabularies are not read here')
  const before = loaded.get(name)
  if (before) return before
  const loading = read(name)
  loaded.set(name, loading)
  loading.catch(() => loaded.delete(name))
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
  // Ollama calls the 7B model by the name of the maker
  { name: 'mistral', label: 'Mistral 7B', models: /^(?:open-)?(?:mistral-7b|mixtral)|^mistral(?::|$)/, except: /^$/ },
  { name: 'gemma2', label: 'Gemma 2', models: /^gemma-?2(?![.\d])/, except: /^$/ },
  // Google's own library counts these Gemini models with the vocabulary of Gemma 3
  {
    name: 'gemma3',
    label: 'Gemma 3',
    models: /^gemma-?3n?(?![.\d])|^gemini-(?:2\.[05]-|3-(?:pro|flash))/,
    except: /^$/,
  },
  { name: 'gemma4', label: 'Gemma 4', models: /^gemma-?4(?![.\d])|^gemini-3\.[15]-/, except: /^$/ },
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
