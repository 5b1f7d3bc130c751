import { lengthOfToml } from '@/lib/schemas/front-matter/fence-toml'
import { normalizeSource, splitSource } from '@/lib/schemas/front-matter/front-matter'
import type { ParsedModuleFile } from '@/lib/schemas/front-matter/parse-module-file'
import { workOnText } from '@/lib/texts/threads/work-on-text'

/** YAML of a length takes some 250 times as long as a body of that length, which is only split off. */
const FRONT_MATTER_WEIGHT = 4
const BODY_WEIGHT = 1 / 64

function sizeOf(source: string): number {
  // to make YAML of it takes as long as to read it
  const toml = lengthOfToml(source)
  if (toml > 0) return weigh(toml, source.length - toml)
  const { frontMatter, body } = splitSource(normalizeSource(source))
  return weigh(frontMatter?.length ?? 0, body.length)
}

const weigh = (frontMatter: number, body: number) => FRONT_MATTER_WEIGHT * frontMatter + BODY_WEIGHT * body

type Source = {
  /** Where the file stands, for what its name says. */
  path: string
  source: string
  /** The module that the text belongs to already. */
  id?: string
}

/**
 * Parses one module file for somebody who waits, off the event loop where it is long.
 * @throws AppError LIMIT_EXCEEDED, UNAVAILABLE as `workOnText` does
 */
export function parseSource(workspaceId: string, input: Source): Promise<ParsedModuleFile> {
  return workOnText('parse', input, { workspaceId, urgency: 'person', size: sizeOf(input.source) })
}

/**
 * Writes changed keys into a file's front matter as `patchFrontMatter` does, off the event loop where that is long.
 * @throws AppError LIMIT_EXCEEDED, UNAVAILABLE as `workOnText` does
 */
export function patchSource(workspaceId: string, source: string, changes: Record<string, unknown>): Promise<string> {
  return workOnText('patch', { source, changes }, { workspaceId, urgency: 'person', size: sizeOf(source) })
}

/**
 * The source as it is stored, see `normalizeSource`, off the event loop where that takes long.
 * @throws AppError LIMIT_EXCEEDED, UNAVAILABLE as `workOnText` does
 */
export function normalizeGiven(workspaceId: string, source: string): Promise<string> {
  return workOnText('normalize', { source }, { workspaceId, urgency: 'person', size: sizeOf(source) })
}
