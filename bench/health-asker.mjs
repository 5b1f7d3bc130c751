// A thread that asks a server for its health all the time, undisturbed by whoever loads it; and, in turns with it, a server
// that does nothing but wait as long as health may wait for its database: what that one takes is the machine's.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { Agent, get } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { parentPort, workerData } from 'node:worker_threads'

const { url, everyMs } = workerData
const WAIT_MS = 25
const IDLE_SERVER = `
require('node:http').createServer((_, response) => setTimeout(() => response.end('{}'), ${WAIT_MS}))
  .listen(0, '127.0.0.1', function () { console.log(this.address().port) })
process.stdin.on('end', () => process.exit()).resume()`

let isOver = false
parentPort.once('message', () => {
  isOver = true
})
const agent = new Agent({ keepAlive: true })

function ask(address) {
  return new Promise((answered, failed) => {
    get(address, { agent }, async (response) => {
      let text = ''
      for await (const part of response) text += part
      answered(text)
    }).on('error', failed)
  })
}

async function askOften(address) {
  const told = { times: [], unanswered: 0, last: undefined }
  while (!isOver) {
    const asked = performance.now()
    try {
      told.last = JSON.parse(await ask(address))
      told.times.push(performance.now() - asked)
    } catch {
      told.unanswered++
    }
    await sleep(everyMs)
  }
  return told
}

const idle = spawn(process.execPath, ['-e', IDLE_SERVER], { stdio: ['pipe', 'pipe', 'inherit'] })
const [port] = await once(idle.stdout, 'data')
const addresses = [`${url}/api/health`, `http://127.0.0.1:${Number(port)}/`]
// the first connection is no answer that somebody waits for often
for (const address of addresses) await ask(address).catch(() => undefined)
const [health, reference] = await Promise.all(addresses.map(askOften))
idle.stdin.end()
agent.destroy()
parentPort.postMessage({
  times: health.times,
  unanswered: health.unanswered,
  eventLoop: health.last?.eventLoop,
  reference: reference.times,
})
