import fs from 'node:fs'
import { NodeFS } from '@electric-sql/pglite/nodefs'

type Stream = { nfd: number; node: { mode: number } }
// biome-ignore lint/suspicious/noExplicitAny: whatever they take is passed on
type Operations = Record<string, (...input: any[]) => unknown>
type NodeFileSystem = {
  stream_ops: Operations
  node_ops: Operations
  tryFSOperation(work: () => void): void
}
type Module = { FS: { isDir(mode: number): boolean; filesystems: { NODEFS: NodeFileSystem } } }

/** What changes a file or a folder. Opening one does it by these. */
const CHANGES = {
  stream_ops: ['write', 'msync', 'setattr'],
  node_ops: ['setattr', 'mknod', 'rename', 'unlink', 'rmdir', 'symlink'],
} as const

/**
 * PGlite's file system on a folder, which lacks syncing: there, Postgres believes that what it synced is on the disk.
 * A folder is synced whole; of a file fdatasync brings all that is needed to read it.
 */
export class SyncedFileSystem extends NodeFS {
  override async init(...input: Parameters<NodeFS['init']>) {
    const { emscriptenOpts } = await super.init(...input)
    const preRun = [emscriptenOpts.preRun ?? []].flat()
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [...preRun, addSync as unknown as (typeof preRun)[number]] } }
  }
}

/** Start parameters that PGlite gives Postgres, but for the one that switches syncing off. Its fdatasync does nothing. */
export const syncedStartParams = (defaults: string[]) => [
  ...defaults.filter((parameter) => parameter !== '-F'),
  '-c',
  'wal_sync_method=fsync',
]

/**
 * Before it recovers, Postgres goes through all files twice: once to hint that they will be synced, which its port does
 * by syncing them, and once to sync them. As long as nothing at all was changed, what was synced is not synced again.
 */
function addSync(module: Module): void {
  const { NODEFS } = module.FS.filesystems
  const synced = new Set<object>()
  for (const kind of ['stream_ops', 'node_ops'] as const) {
    for (const name of CHANGES[kind]) {
      const change = NODEFS[kind][name]
      if (!change) throw new Error(`PGlite's file system has no ${name}.`)
      NODEFS[kind][name] = (...input) => {
        synced.clear()
        return change(...input)
      }
    }
  }
  NODEFS.stream_ops.fsync = ({ nfd, node }: Stream) => {
    if (synced.has(node)) return
    NODEFS.tryFSOperation(() => (module.FS.isDir(node.mode) ? fs.fsyncSync(nfd) : fs.fdatasyncSync(nfd)))
    synced.add(node)
  }
}
