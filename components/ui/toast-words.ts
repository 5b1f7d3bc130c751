import { formatCount, formatNumber } from './format-number'

/**
 * What toasts say of what was done. Every toast with a number or a name in it has its sentence here; the test beside it
 * holds each against what it is said of.
 */

type Failure = { id: string; message: string }

const name = (text: string) => `“${text}”`

export const tellDeleted = (what: string) => `${name(what)} is deleted`
/** A query set goes with the runs that it had. */
export const tellSetDeleted = (set: string) => `${name(set)} is deleted with its runs`
export const tellSavedIn = (set: string) => `Saved in ${name(set)}`
export const tellAccepted = (what: string) => `${name(what)} is accepted`
export const tellRefused = (what: string) => `${name(what)} is refused, and not learned again`
export const tellCorrected = (what: string) => `Corrected to ${name(what)}`
/** @param isProven a search after the deletion found nothing */
export const tellFactDeleted = (what: string, isProven: boolean) =>
  isProven
    ? `${name(what)} is deleted, and nothing of it is left`
    : `${name(what)} is deleted, but a search still finds it`
export const tellArchived = (what: string) => `${name(what)} is archived`
export const tellBack = (what: string) => `${name(what)} is back`

/** @param count of the modules that were changed by it */
export const tellAllArchived = (count: number) => `${formatCount(count, 'module')} archived`
export const tellAllBack = (count: number) =>
  count === 0 ? 'No module was brought back' : `${formatCount(count, 'module is', 'modules are')} back`
export const tellEdited = (count: number) =>
  count === 0 ? 'Every module has it already' : `${formatCount(count, 'module')} changed`

/** @param failed at least one */
export function tellFailures(failed: Failure[]): { title: string; description: string } {
  const [first, ...others] = failed
  const more = others.length > 0 ? ` And ${formatCount(others.length, 'other')}.` : ''
  return {
    title: `${formatCount(failed.length, 'module was left as it is', 'modules were left as they are')}`,
    description: first ? `${first.id}: ${first.message}${more}` : '',
  }
}

/** @param version that the module has after the publish */
export const tellPublished = (status: string, version: number) =>
  status === 'unchanged' ? 'Nothing had changed' : `Version ${version} is published`

/** @param number of the change request @param release into which it went */
export const tellMerged = (number: number, release: string) => `#${number} is merged, and in ${release}`
/** @param done modules that are through, of `total` @param number of the change request that they stand in */
export const tellStopped = (done: number, total: number, number: number) =>
  done < total
    ? `Stopped after ${formatNumber(done)} of ${formatCount(total, 'module')}: what was proposed is in #${number}`
    : `All ${formatCount(total, 'module')} were proposed already: see #${number}`
export const tellClosed = (number: number) => `#${number} is closed`
export const tellProposed = (number: number) => `The draft is in change request #${number} now`
export const tellEditRemoved = (moduleId: string) => `The edit of ${name(moduleId)} is removed`

export const tellSaved = (version: number) => `Version ${version} is saved, and not in use yet`
export const tellUsed = (version: number) => `Version ${version} is in use`

/** @param ordinal of a chunk, from 0 */
export const tellCurated = (ordinal: number) => `Chunk ${ordinal + 1} is curated`
/** @param number of the change request */
export const tellCurationProposed = (ordinal: number, number: number) =>
  `The curation of chunk ${ordinal + 1} is in change request #${number} now`
export const tellAnchored = (ordinal: number) => `The curation belongs to chunk ${ordinal + 1} now`
export const tellCurationBack = (version: number) => `The curation is as in version ${version}`

/**
 * @param count of the conversations that are here now, those among them that were before
 * @param wanted how many were to come in, where it was ended before
 */
export const tellImported = (count: number, wanted?: number) =>
  wanted !== undefined && wanted !== count
    ? `${formatNumber(count)} of ${formatCount(wanted, 'conversation')} ${count === 1 ? 'is' : 'are'} imported`
    : count === 0
      ? 'No conversation was imported'
      : `${formatCount(count, 'conversation is', 'conversations are')} imported`

const HASH_SHOWN = 12

/** What assembling a context once more has shown. */
export function tellReplay(replay: { isExact: boolean; replayedHash: string; redactions: { note: string }[] }) {
  return replay.isExact
    ? {
        title: 'Verified: the context is made again, byte for byte',
        description: `SHA-256 ${replay.replayedHash.slice(0, HASH_SHOWN)}…`,
      }
    : {
        title: 'Not verified: what is made again differs from what was sent',
        description:
          replay.redactions.map(({ note }) => note).join(' ') || 'This version of Loadout assembles differently.',
      }
}
