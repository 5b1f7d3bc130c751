import { readFileSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import { expect, test } from 'vitest'

/** Of a thread of this process, as the kernel tells. */
const PROGRAM = `
const { parentPort } = require('node:worker_threads')
const { readFileSync, readlinkSync } = require('node:fs')
const nice = (path) => Number(readFileSync(path, 'utf8').split(') ')[1].split(' ')[16])
import(process.env.LOWER_PRIORITY).then(({ lowerPriority }) => {
  lowerPriority(7)
  lowerPriority(3)
  parentPort.postMessage({ thread: nice('/proc/thread-self/stat') })
})`

test.runIf(process.platform === 'linux')(
  'a thread steps back and stays there; the process that has it does not',
  async () => {
    const niceOfMain = () => Number(readFileSync('/proc/self/stat', 'utf8').split(') ')[1]?.split(' ')[16])
    const before = niceOfMain()
    const worker = new Worker(PROGRAM, {
      eval: true,
      env: { ...process.env, LOWER_PRIORITY: new URL('./lower-priority.ts', import.meta.url).href },
      execArgv: ['--import', 'tsx'],
    })
    const told = await new Promise((done, failed) => worker.once('message', done).once('error', failed))
    await worker.terminate()
    expect(told).toEqual({ thread: 7 })
    expect(niceOfMain()).toBe(before)
  },
)
