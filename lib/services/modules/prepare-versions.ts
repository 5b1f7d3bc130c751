import { giveWay } from '@/lib/services/jobs/give-way'
import { prepareInThread, type VersionInput } from './prepare-in-thread'
import { type PreparedVersion, prepareVersion } from './prepare-version'

/** Fewer are prepared sooner than a thread starts. */
const LEAST_FOR_THREAD = 40

/**
 * Starts to prepare versions, one after the other: many of them in a thread of their own, so that what is ready can be
 * stored, and others are answered, meanwhile.
 * @returns a promise for each
 */
export function prepareVersions(inputs: VersionInput[]): Promise<PreparedVersion>[] {
  let before: Promise<unknown> = Promise.resolve()
  const prepareHere = ({ file, path, overlay, contentHash }: VersionInput) => {
    const prepared = before.then(giveWay).then(() => prepareVersion(file, path, overlay, contentHash))
    before = prepared.catch(() => undefined)
    return prepared
  }
  return inputs.map((input) => {
    const prepared =
      inputs.length < LEAST_FOR_THREAD ? prepareHere(input) : prepareInThread(input).catch(() => prepareHere(input))
    // who waits for the others hears of it when its turn has come
    prepared.catch(() => undefined)
    return prepared
  })
}
