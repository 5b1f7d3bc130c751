import { parentPort, workerData } from 'node:worker_threads'
import { fitLsa, serializeLsaFit } from '@/lib/engine'
import type { TermCorpus } from './fit-in-thread'

// a thread of its own: a fit takes seconds, in one go

const { rowStarts, ids, counts } = workerData as TermCorpus
const documents = Array.from({ length: rowStarts.length - 1 }, (_, row) =>
  Array.from(ids.subarray(rowStarts[row], rowStarts[row + 1]), (id, i) => ({
    id,
    count: counts[(rowStarts[row] ?? 0) + i] ?? 0,
  })),
)
const fit = fitLsa(documents)
parentPort?.postMessage(fit && { dimensions: fit.dimensions, bytes: serializeLsaFit(fit) })
