import type { Activation } from '@/lib/engine/vocabulary/types'

/** Questions that the sample library answers well, and the module that does. */
const SAMPLE = [
  { moduleId: 'what-is-loadout', question: 'What is Loadout for?' },
  { moduleId: 'your-documents', question: 'How do I get my own documents in?' },
  { moduleId: 'versions', question: 'How do I roll a module back to an older version?' },
]
type Suggestible = { id: string; name: string; activation: Activation }

/** Those that a question finds; all of them where there are no such. */
export function findable<Module extends Suggestible>(modules: Module[]): Module[] {
  const found = modules.filter(({ activation }) => activation === 'semantic')
  return found.length > 0 ? found : modules
}

export const hasSample = (modules: { id: string }[]) => modules.some(({ id }) => id === SAMPLE[0]?.moduleId)

/** What to ask a library first: the sample's questions where the sample is there, else what its modules are about. */
export function suggestQuestions(modules: Suggestible[]): string[] {
  const sample = SAMPLE.filter(({ moduleId }) => modules.some(({ id }) => id === moduleId))
  if (sample.length > 0) return sample.map(({ question }) => question)
  return findable(modules)
    .slice(0, 3)
    .map(({ name }) => `What should I know about ${name}?`)
}
