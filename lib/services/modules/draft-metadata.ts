import { loadTokenizer } from '@/lib/engine'
import { type ParsedModuleFile, parseModuleFile } from '@/lib/schemas/parse-module-file'

/** What lists show of a module that has no version yet. */
export async function draftMetadata(id: string, path: string | null, source: string) {
  const file: ParsedModuleFile = parseModuleFile(path ?? `${id}.md`, source, id)
  const { name, description, category, tags, priority, activation, versionLabel } = file.metadata
  const tokenCount = (await loadTokenizer('gpt')).count(file.body)
  return {
    problems: file.problems,
    dependencies: file.metadata.dependencies,
    metadata: { name, description, category, tags, priority, activation, versionLabel, tokenCount },
  }
}
