import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Worker } from '@/lib/services/jobs/start-worker'

/** Background jobs in a process of their own, which ends with this one. */
export function startWorkerProcess(): Worker {
  const isSource = import.meta.url.endsWith('.ts')
  const program = fileURLToPath(new URL(`./worker.${isSource ? 'ts' : 'mjs'}`, import.meta.url))
  const args = ['--disable-warning=ExperimentalWarning', ...(isSource ? ['--import', 'tsx'] : []), program, '--child']
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'inherit', 'inherit'] })
  const ended = new Promise<void>((done) => child.once('exit', () => done()))
  // writing to a process that died is not an error of ours
  child.stdin.on('error', () => undefined)
  child.once('exit', (code) => {
    if (code !== 0)
      process.stderr.write(`The worker ended with code ${code}: background jobs wait for the next start.\n`)
  })
  return {
    stop: () => {
      child.stdin.end()
      return ended
    },
  }
}
