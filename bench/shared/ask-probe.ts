import { readdirSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** Of a server's event loop, since it was asked last, in milliseconds. */
export type LoopPieces = {
  /** The longest piece of work without a pause, of its own time on a processor. */
  longestMs: number
  /** What the collection of garbage took of that piece. */
  collectedMs: number
  /** The longest time that it was ready to work while the machine's processors did something else. */
  longestWaitMs: number
}

type Probe = LoopPieces & { program?: string }

/** Every process that begins from here on has a probe in `folder`, until what this returns is called. */
export function beginProbes(folder: string): () => void {
  const { NODE_OPTIONS } = process.env
  process.env.LOADOUT_BENCH_PROBES = folder
  process.env.NODE_OPTIONS = `${NODE_OPTIONS ?? ''} --import ${pathToFileURL(join('bench', 'loop-probe.mjs'))}`
  return () => {
    delete process.env.LOADOUT_BENCH_PROBES
    if (NODE_OPTIONS === undefined) delete process.env.NODE_OPTIONS
    else process.env.NODE_OPTIONS = NODE_OPTIONS
  }
}

/** @throws Error when no server with a probe runs. */
export async function askProbe(folder: string): Promise<LoopPieces> {
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.sock'))) {
    const probe = await ask(join(folder, file)).catch(() => undefined)
    if (probe?.program?.endsWith('serve.mjs')) return probe
  }
  throw new Error('The server has no probe.')
}

function ask(socketPath: string): Promise<Probe> {
  return new Promise((resolve, reject) => {
    const asking = request({ socketPath, path: '/' }, async (response) => {
      const parts: Buffer[] = []
      for await (const part of response) parts.push(part)
      resolve(JSON.parse(Buffer.concat(parts).toString()))
    })
    asking.on('error', reject).end()
  })
}
