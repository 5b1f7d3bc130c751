import { formatCount, formatNumber } from '@/components/ui/format-number'
import type { ImportedModuleDto, PastImportDto, UndoneImportDto } from '@/lib/schemas/imports/past-import'
import { LIMITS } from '@/lib/schemas/limits'
import { normalizePath } from '@/lib/schemas/modules/module-path'
import type { ImportState } from './import-state'

/** What the import says, of its plan and of what came of it; the test beside it holds each sentence against its numbers. */

/** Names that a sentence lists before it only counts. */
const NAMES_SHOWN = 3

const byNumber = (count: number, one: string, many: string) => (count === 1 ? one : many)

export function titleOf({ phase, total }: Pick<ImportState, 'phase' | 'total'>): string {
  const files = formatCount(total, 'file')
  switch (phase) {
    case 'reading':
      return 'Reading files'
    case 'planning':
      return `Comparing ${files} with the library`
    case 'planned':
      // how many of them go stands on the button, and what the others are in the list
      return total === 0 ? 'Nothing to import' : byNumber(total, 'Import this file?', 'Import these files?')
    case 'sending':
      return `Importing ${files}`
    case 'cancelled':
      return 'Import cancelled'
    case 'stopped':
      return 'Import stopped'
    case 'undoing':
      return 'Undoing the import'
    case 'undone':
      return 'Import undone'
    default:
      return 'Import finished'
  }
}

export const isRunning = ({ phase }: Pick<ImportState, 'phase'>) =>
  phase === 'reading' || phase === 'planning' || phase === 'sending'

/** Files that were sent and answered; one that was put together from modules has an answer for each of them. */
export const countDone = ({ total, results }: Pick<ImportState, 'total' | 'results'>) =>
  Math.min(total, results.filter(({ plan }) => plan === undefined).length)

/** What an import has to say where its panel is not shown, such as `Importing 240 files: 120 done`; null when nothing. */
export function tellProgress(state: Pick<ImportState, 'phase' | 'total' | 'results'>): string | null {
  if (state.phase === 'idle') return null
  const title = titleOf(state)
  return state.phase === 'sending' ? `${title}: ${formatNumber(countDone(state))} done` : title
}

/** Coarse enough that a pace which changes does not count up second by second. */
const STEP_S = 5

/** `about 15 s left`. */
export function remainingOf(leftMs: number): string {
  const seconds = STEP_S * Math.max(1, Math.ceil(leftMs / (1000 * STEP_S)))
  return seconds < 60 ? `about ${seconds} s left` : `about ${formatNumber(Math.ceil(seconds / 60))} min left`
}

export const choiceToReplace = (clashes: number) => ({
  label: byNumber(
    clashes,
    'Replace 1 module by the file that has its id',
    `Replace ${formatNumber(clashes)} modules by the files that have their ids`,
  ),
  hint: byNumber(
    clashes,
    'It was not made from this file. Its earlier versions are kept.',
    'They were not made from these files. Their earlier versions are kept.',
  ),
})

export const choiceOfIds = (files: number) => ({
  label: byNumber(
    files,
    'Give 1 file an id made of its path',
    `Give ${formatNumber(files)} files ids made of their paths`,
  ),
  hint: byNumber(
    files,
    'Its own is taken. The new one is written into its front matter.',
    'Their own are taken. The new ones are written into their front matter.',
  ),
})

export const labelGiveId = (id: string) => `Give it the id “${id}”`

export const choiceToUnarchive = (archived: number) => ({
  label: byNumber(
    archived,
    'Bring back 1 module that is archived',
    `Bring back ${formatNumber(archived)} modules that are archived`,
  ),
  hint: byNumber(
    archived,
    'Else it stays archived, and no question finds it.',
    'Else they stay archived, and no question finds them.',
  ),
})

export const choiceToMove = (renamed: number) => ({
  label: byNumber(
    renamed,
    'Move 1 module to where its file is now',
    `Move ${formatNumber(renamed)} modules to where their files are now`,
  ),
  hint: byNumber(
    renamed,
    'It keeps its id and its versions, and comes from the new path from now on.',
    'They keep their ids and versions, and come from the new paths from now on.',
  ),
})

export const choiceOfTwins = (twins: number) => ({
  label: byNumber(
    twins,
    'Also import 1 file that has the text of another',
    `Also import ${formatNumber(twins)} files that have the text of another`,
  ),
  hint: 'Two modules then have the same text, and a question finds it twice.',
})

/** The button that goes on from the plan. */
export function confirmLabel(files: number, publish: boolean): string {
  if (files === 0) return 'Nothing to import'
  if (publish) return `Publish ${formatCount(files, 'file')}`
  return `Keep ${formatCount(files, 'file')} as ${byNumber(files, 'a draft', 'drafts')}`
}

function listSome(paths: string[]): string {
  const rest = paths.length - NAMES_SHOWN
  return `${paths.slice(0, NAMES_SHOWN).map(normalizePath).join(', ')}${rest > 0 ? ` and ${formatNumber(rest)} more` : ''}`
}

/** @param paths as they were read; at least one */
export function describeGuessed(paths: string[]): { title: string; text: string } {
  return {
    title: `The ${byNumber(paths.length, 'name of 1 file', `names of ${formatNumber(paths.length)} files`)} may be read wrongly`,
    text: `${listSome(paths)}: the zip does not say how names are encoded, and ids come from names. If letters are wrong, pack it again with names in UTF-8.`,
  }
}

/** @param paths of the files that say so; at least one */
export function describeAlways(paths: string[]): { title: string; text: string } {
  const whose = byNumber(paths.length, 'its', 'their')
  return {
    title: `${formatCount(paths.length, 'file')} will be sent with every question`,
    text: `${listSome(paths)}: ${whose} front matter says so, by “alwaysApply” or “activation: always”, or it holds the instructions of a whole project, as AGENTS.md does.`,
  }
}

/** @param paths of the files that wait for a rule or for being pinned; at least one of them */
export function describeUnsearched({ rule, manual }: { rule: string[]; manual: string[] }): {
  title: string
  text: string
} {
  const sentences = [
    rule.length > 0 &&
      `${listSome(rule)}: sent when ${byNumber(rule.length, 'its rules match', 'their rules match')}, such as with a question that names a file of ${byNumber(rule.length, 'its folder', 'their folders')}, or when pinned.`,
    manual.length > 0 &&
      `${listSome(manual)}: sent when pinned, since ${byNumber(manual.length, 'its', 'their')} front matter says so or has neither a rule nor a description.`,
  ]
  return {
    title: `${formatCount(rule.length + manual.length, 'file')} will not be found by searching`,
    text: sentences.filter(Boolean).join(' '),
  }
}

/** How many modules an import wrote, how many of them no search finds, and how many it moved. */
type Outcome = { written: number; unsearched: number; moved: number }

/** What a finished import did, to how many modules. */
export function describeOutcome({ written, unsearched, moved }: Outcome, publish: boolean): string {
  const it = byNumber(written, 'it', 'them')
  const writing = publish
    ? `${formatCount(written, 'module is', 'modules are')} published${describeFound(written, unsearched)}.`
    : `${formatCount(written, 'module is', 'modules are')} kept as ${byNumber(written, 'a draft', 'drafts')}: publish ${it} to have ${it} found.`
  const moving = `${formatCount(moved, 'module comes', 'modules come')} from ${byNumber(moved, 'its new path', 'their new paths')}.`
  if (written + moved === 0) return 'Nothing had to be changed.'
  return [written > 0 && writing, moved > 0 && moving].filter(Boolean).join(' ')
}

function describeFound(written: number, unsearched: number): string {
  if (unsearched === 0) return ', and found from now on'
  if (unsearched >= written)
    return byNumber(written, ', and not found by searching', ', and none is found by searching')
  const found = written - unsearched
  return `: ${formatNumber(found)} ${byNumber(found, 'is', 'are')} found from now on, ${formatNumber(unsearched)} not by searching`
}

export const describeUnsent = (files: number, work: ImportState['work']) =>
  `${formatCount(files, 'file was', 'files were')} not ${work === 'planning' ? 'compared' : 'sent'}.`

export const labelRetry = (files: number) => `Retry the ${byNumber(files, 'file', `${formatNumber(files)} files`)} left`

export const labelRetryFailed = (files: number) => `Retry ${formatCount(files, 'failed file')}`

/** What undoing did to the modules; what it left alone is listed beneath. */
export function describeUndone({ changed, unchanged }: Pick<UndoneImportDto, 'changed' | 'unchanged'>): string {
  const count = changed.length + unchanged.length
  if (count === 0) return 'Nothing was undone.'
  return `${formatCount(count, 'module is', 'modules are')} as before the import. What the import created or brought back is archived, and drafts that it kept are discarded.`
}

/** `24 created, 3 updated`. */
export function describeCounts({ created, updated, draft, moved, unarchived }: PastImportDto['counts']): string {
  const parts: [number, string][] = [
    [created, 'created'],
    [updated, 'updated'],
    [draft, byNumber(draft, 'kept as a draft', 'kept as drafts')],
    [moved, 'moved'],
    [unarchived, 'brought back'],
  ]
  const words = parts.filter(([count]) => count > 0).map(([count, word]) => `${formatNumber(count)} ${word}`)
  return words.join(', ')
}

/** What an import made of a module, and what became of that. */
export function describeChange({
  change,
  version,
  isUndone,
  keptBecause,
}: Pick<ImportedModuleDto, 'change' | 'version' | 'isUndone' | 'keptBecause'>): string {
  const what = {
    created: 'created',
    updated: `version ${version}`,
    draft: 'draft',
    moved: 'moved',
    unarchived: 'brought back',
  }[change]
  if (keptBecause) return `${what} · ${keptBecause}`
  return isUndone ? `${what} · undone` : what
}

export const describeKept = (kept: number) => `${formatNumber(kept)} left as ${byNumber(kept, 'it was', 'they were')}`

export const andMore = (count: number) => `and ${formatNumber(count)} more`

/** The button that makes files edits of a change request. */
export const labelPropose = (files: number) =>
  files === 0 ? 'Nothing to propose' : `Propose ${formatCount(files, 'file')}`

/** What a change request is called that nobody gave a title. */
export const titleOfChange = (files: number) => `Import ${formatCount(files, 'file')}`

export const tellTooMany = (files: number) =>
  `A change request has at most ${formatNumber(LIMITS.changeEdits)} edits, and these are ${formatNumber(files)} files. Import them in parts, each into a change request of its own.`

/** What came of an import into a change request. */
export function describeProposed(written: number, number: number): string {
  if (written === 0) return `#${number} has all of it already.`
  return `${formatCount(written, 'module stands', 'modules stand')} in #${number}. Production changes when it is merged.`
}
