import { rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './node.mjs'

const POLL_MS = 250
const SIGN_MS = 1_000
/** Whoever works signs each second: after so long nobody does. A process number may be another's by now. */
const ABANDONED_MS = 15_000

/**
 * Does the work while no other process does any on this checkout: two starts after an update would install and build into
 * the same folders. What a killed process left locked is taken over.
 */
export async function oneAtATime(work, file = join(root, '.preparing')) {
  for (let isTold = false; !take(file); ) {
    if (isAbandoned(file)) {
      rmSync(file, { force: true })
      continue
    }
    if (!isTold) process.stderr.write('Another Loadout prepares this checkout. Waiting for it …\n')
    isTold = true
    await new Promise((resolve) => setTimeout(resolve, POLL_MS))
  }
  const signing = setInterval(() => sign(file), SIGN_MS)
  try {
    return await work()
  } finally {
    clearInterval(signing)
    rmSync(file, { force: true })
  }
}

function take(file) {
  try {
    writeFileSync(file, '', { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
}

function sign(file) {
  const now = new Date()
  try {
    utimesSync(file, now, now)
  } catch (error) {
    if (error.code !== 'ENOENT') throw error
  }
}

/** Whether the process that took it is gone. */
function isAbandoned(file) {
  const signed = statSync(file, { throwIfNoEntry: false })?.mtimeMs
  return signed !== undefined && Date.now() - signed > ABANDONED_MS
}
