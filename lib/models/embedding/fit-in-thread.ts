import { join } from 'node:path'
import { Worker } from 'node:worker_threads'

/** Documents as term counts, in compressed rows, so that they go to another thread without being copied. */
export type TermCorpus = {
  /** Where each document begins in `ids` and `counts`; one more than there are documents. */
  rowStarts: Int32Array<ArrayBuffer>
  ids: Int32Array<ArrayBuffer>
  counts: Float32Array<ArrayBuffer>
}

export type SerializedFit = { dimensions: number; bytes: Uint8Array }

/** Run from source by every kind of process, as the build knows nothing of threads. */
const PROGRAM = join('lib', 'models', 'embedding', 'lsa-worker.ts')

/** Fits the offline embedder in a thread of its own; null when the corpus is too small. The corpus is used up. */
export function fitInThread(corpus: TermCorpus, signal?: AbortSignal): Promise<SerializedFit | null> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted()
    const worker = new Worker(join(process.cwd(), PROGRAM), {
      workerData: corpus,
      transferList: [corpus.rowStarts.buffer, corpus.ids.buffer, corpus.counts.buffer],
      execArgv: ['--import', 'tsx'],
    })
    const stop = () => void worker.terminate()
    signal?.addEventListener('abort', stop, { once: true })
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', () => {
      signal?.removeEventListener('abort', stop)
      reject(signal?.reason ?? new Error('the thread that fits ended without a result'))
    })
  })
}
