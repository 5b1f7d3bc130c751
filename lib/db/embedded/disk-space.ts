import { statfsSync } from 'node:fs'
import { LIMITS } from '@/lib/schemas/limits'
import { StartError } from './start-error'

const MB = 1024 * 1024

/** Bytes that are free on the disk of a folder, for this user; Infinity where the system does not tell. */
export function freeBytes(folder: string): number {
  try {
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize
  } catch {
    return Number.POSITIVE_INFINITY
  }
}

/** @throws StartError when less than the reserve is free: a database that fills its disk up cannot even be repaired. */
export function refuseFullDisk(folder: string, free = freeBytes(folder)): void {
  if (free >= LIMITS.diskReserveBytes) return
  throw new StartError(
    `The disk of ${folder} is full (${Math.floor(free / MB)} MB are free, ${LIMITS.diskReserveBytes / MB} MB are needed): make room, then start again.`,
  )
}
