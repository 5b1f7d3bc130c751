// A thread that asks a server for its health all the time, undisturbed by whoever loads it.
import { setTimeout as sleep } from 'node:timers/promises'
import { parentPort, workerData } from 'node:worker_threads'

const { url, everyMs } = workerData
const times = []
let unanswered = 0
let eventLoop
let isOver = false
parentPort.once('message', () => {
  isOver = true
})

while (!isOver) {
  const asked = performance.now()
  try {
    const health = await (await fetch(`${url}/api/health`)).json()
    times.push(performance.now() - asked)
    eventLoop = health.eventLoop ?? eventLoop
  } catch {
    unanswered++
  }
  await sleep(everyMs)
}
parentPort.postMessage({ times, unanswered, eventLoop })
