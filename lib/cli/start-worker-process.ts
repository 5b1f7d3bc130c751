import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { keepRunning, type Running } from '@/lib/db/keep-running'
import type { Worker } from '@/lib/worker/start-worker'
import { leadWorker } from '@/lib/worker/worker-link'

/** Background jobs in a process of their own, which ends with this one and is started again when it ends by itself. */
export const startWorkerProcess = (): Promise<Worker> => keepRunning('worker', async () => spawnWorker())

function spawnWorker(): Running {
  const isSource = import.meta.url.endsWith('.ts')
  const program = fileURLToPath(new URL(`./worker.${isSource ? 'ts' : 'mjs'}`, import.meta.url))
  const args = ['--disable-warning=ExperimentalWarning', ...(isSource ? ['--import', 'tsx'] : []), program, '--child']
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'inherit', 'inherit'] })
  const ended = new Promise<string>((done) =>
    child.once('exit', (code, signal) => done(signal ? `by ${signal}` : `with code ${code}`)),
  )
  // writing to a process that died is not an error of ours
  child.stdin.on('error', () => undefined)
  leadWorker(child.stdin)
  return {
    pid: child.pid ?? null,
    ended,
    stop: async () => {
      child.stdin.end()
      await ended
    },
  }
}
