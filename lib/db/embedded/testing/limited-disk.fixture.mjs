// Loaded into the database's process before everything else: a disk with as many free bytes as a file says, endless
// without one, that never syncs. At 0 each write fails as on a full one. It needs no permission to mount.
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'

const { readFileSync, writeSync } = fs
const file = process.env.LIMITED_DISK_FILE
const freeBytes = () => (file ? Number(readFileSync(file, 'utf8')) : Number.POSITIVE_INFINITY)

fs.statfsSync = () => ({ bavail: freeBytes(), bsize: 1 })
fs.writeSync = (...input) => {
  if (freeBytes() > 0) return writeSync(...input)
  throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC', errno: -28 })
}
// what is written outlives a killed process without it
fs.fsyncSync = () => undefined
fs.fdatasyncSync = () => undefined
syncBuiltinESMExports()
