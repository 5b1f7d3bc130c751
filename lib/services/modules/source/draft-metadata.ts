import { toDraftMetadata } from '@/lib/texts/tasks/draft-fields'
import { workOnText } from '@/lib/texts/threads/work-on-text'

/** What lists show of a module that has no version yet. */
export async function draftMetadata(workspaceId: string, id: string, path: string | null, source: string) {
  const work = { workspaceId, urgency: 'person', size: source.length } as const
  const { file, tokenCount } = await workOnText('parseAndCount', { path: path ?? `${id}.md`, source, id }, work)
  return {
    problems: file.problems,
    dependencies: file.metadata.dependencies,
    metadata: toDraftMetadata(file.metadata, tokenCount),
  }
}
