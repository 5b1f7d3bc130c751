import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { root } from './node.mjs'
import { oneAtATime } from './one-at-a-time.mjs'

const SKIPPED = new Set(['node_modules', 'generated'])

/** Hash over the contents of files and folders of the checkout; what does not exist counts as absent. */
export function hashOf(paths, accept = () => true) {
  const hash = createHash('sha256')
  for (const path of paths) {
    for (const file of filesOf(path)) {
      if (!accept(file)) continue
      hash.update(`${file}\0`)
      hash.update(readFileSync(join(root, file)))
      hash.update('\0')
    }
  }
  return hash.digest('hex')
}

function filesOf(path) {
  const full = join(root, path)
  if (!existsSync(full)) return []
  if (!statSync(full).isDirectory()) return [path]
  return readdirSync(full, { withFileTypes: true })
    .filter((entry) => !SKIPPED.has(entry.name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => filesOf(`${path}/${entry.name}`))
}

/** Does the work unless it was done for the same hash; the stamp is written only after it succeeded. */
export async function onceFor(stampFile, hash, work) {
  const full = join(root, stampFile)
  const isDone = () => existsSync(full) && readFileSync(full, 'utf8') === hash
  if (isDone()) return
  await oneAtATime(async () => {
    if (isDone()) return
    await work()
    mkdirSync(dirname(full), { recursive: true })
    writeFileSync(full, hash)
  })
}
