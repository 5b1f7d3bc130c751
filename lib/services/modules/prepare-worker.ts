import { parentPort } from 'node:worker_threads'
import type { PrepareReply, PrepareRequest } from './prepare-in-thread'
import { prepareVersion } from './prepare-version'

// a thread of its own: a large import computes for seconds, and whoever composes meanwhile does not wait for it

parentPort?.on('message', async ({ id, input: { file, path, overlay, contentHash } }: PrepareRequest) => {
  let reply: PrepareReply
  try {
    reply = { id, version: await prepareVersion(file, path, overlay, contentHash) }
  } catch (error) {
    reply = { id, message: error instanceof Error ? error.message : String(error) }
  }
  parentPort?.postMessage(reply)
})
