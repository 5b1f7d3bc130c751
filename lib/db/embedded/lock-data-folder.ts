import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/**
 * Takes the data folder for this process; false when another one has it. PGlite opens one folder twice without an
 * error. SQLite's exclusive lock is the operating system's own, so it ends with the process, however that ends.
 */
export function lockDataFolder(folder: string): boolean {
  const lock = new DatabaseSync(join(folder, 'lock'))
  try {
    lock.exec('PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE')
  } catch (error) {
    lock.close()
    if ((error as { errcode?: number }).errcode === 5) return false
    throw error
  }
  held.push(lock)
  return true
}

/** Keeps the handles alive: a collected one would release its lock. */
const held: DatabaseSync[] = []
