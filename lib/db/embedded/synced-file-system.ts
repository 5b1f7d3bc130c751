import fs from 'node:fs'
import { NodeFS } from '@electric-sql/pglite/nodefs'

type Stream = { nfd: number; node: { mode: number } }
type NodeFileSystem = {
  stream_ops: { fsync?: (stream: Stream) => void }
  tryFSOperation(work: () => void): void
}
type Module = { FS: { isDir(mode: number): boolean; filesystems: { NODEFS: NodeFileSystem } } }

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

function addSync(module: Module): void {
  const { NODEFS } = module.FS.filesystems
  NODEFS.stream_ops.fsync = ({ nfd, node }) =>
    NODEFS.tryFSOperation(() => (module.FS.isDir(node.mode) ? fs.fsyncSync(nfd) : fs.fdatasyncSync(nfd)))
}
