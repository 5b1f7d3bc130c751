import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { ParsedModuleFile } from '@/lib/schemas/parse-module-file'
import type { StoredOverlay } from '@/lib/services/chunk-overlays/mark-chunks'
import type { PreparedVersion } from './prepare-version'

export type VersionInput = {
  file: ParsedModuleFile
  path: string | null
  overlay: StoredOverlay | undefined
  contentHash: string
}
export type PrepareRequest = { id: number; input: VersionInput }
export type PrepareReply = { id: number; version: PreparedVersion } | { id: number; message: string }

type Waiting = { resolve: (version: PreparedVersion) => void; reject: (error: Error) => void }
type Thread = { worker: Worker; waiting: Map<number, Waiting>; idle: NodeJS.Timeout | undefined; last: number }

/** Run from source by every kind of process, as the build knows nothing of threads. */
const PROGRAM = join('lib', 'services', 'modules', 'prepare-worker.ts')
/** The files of an import come in several requests: the thread starts once for them. */
const IDLE_MS = 30_000

// Next loads this module more than once in one process
const shared = globalThis as typeof globalThis & { __loadoutPrepareThread?: Thread | undefined }

/** Prepares a version in a thread of its own. @throws when the thread does not start, or ends. */
export function prepareInThread(input: VersionInput): Promise<PreparedVersion> {
  shared.__loadoutPrepareThread ??= openThread()
  const thread = shared.__loadoutPrepareThread
  clearTimeout(thread.idle)
  thread.worker.ref()
  return new Promise((resolve, reject) => {
    const id = thread.last++
    thread.waiting.set(id, { resolve, reject })
    thread.worker.postMessage({ id, input } satisfies PrepareRequest)
  })
}

function openThread(): Thread {
  const worker = new Worker(join(process.cwd(), PROGRAM), { execArgv: ['--import', 'tsx'] })
  const thread: Thread = { worker, waiting: new Map(), idle: undefined, last: 0 }
  worker.on('message', (reply: PrepareReply) => {
    const waiting = thread.waiting.get(reply.id)
    thread.waiting.delete(reply.id)
    if ('version' in reply) waiting?.resolve(reply.version)
    else waiting?.reject(new Error(reply.message))
    if (thread.waiting.size === 0) rest(thread)
  })
  const end = (error: Error) => {
    if (shared.__loadoutPrepareThread === thread) shared.__loadoutPrepareThread = undefined
    for (const { reject } of thread.waiting.values()) reject(error)
    thread.waiting.clear()
  }
  worker.once('error', end)
  worker.once('exit', () => end(new Error('the thread that prepares versions ended')))
  return thread
}

/** Keeps no process alive, and ends after a while. */
function rest(thread: Thread): void {
  thread.worker.unref()
  thread.idle = setTimeout(() => {
    if (shared.__loadoutPrepareThread === thread) shared.__loadoutPrepareThread = undefined
    void thread.worker.terminate()
  }, IDLE_MS)
  thread.idle.unref()
}
