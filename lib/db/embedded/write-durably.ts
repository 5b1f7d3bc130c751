import { closeSync, fsyncSync, linkSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Makes a file that is either not there or there with all of its content, also after a power cut. One that is there
 * already stays as it is.
 * @returns false when there was one already
 */
export function createDurably(file: string, content: string): boolean {
  const temporary = `${file}.${process.pid}.tmp`
  try {
    writeFileSync(temporary, content, { mode: 0o600, flush: true })
    return publish(temporary, file)
  } finally {
    rmSync(temporary, { force: true })
    syncFolder(dirname(file))
  }
}

/** A link refuses a name that is taken, which renaming does not; some file systems have no links. */
function publish(temporary: string, file: string): boolean {
  try {
    linkSync(temporary, file)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EEXIST') return false
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'ENOSYS' && code !== 'EMLINK') throw error
    renameSync(temporary, file)
  }
  return true
}

/** Brings the names in a folder onto the disk; Windows does that by itself and lets nobody ask for it. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  syncPath(folder)
}

export function syncPath(path: string): void {
  const handle = openSync(path, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
