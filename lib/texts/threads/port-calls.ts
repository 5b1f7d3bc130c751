import type { MessagePort } from 'node:worker_threads'
import type { OutsidePorts } from '@/lib/texts/tasks/engine-tasks'

type PortName = keyof OutsidePorts

/** What a thread has to know of each port: its methods by name, and what it says of itself. */
export type PortShapes = { [Name in PortName]?: { methods: string[]; values: Record<string, unknown> } }

export type Call = { call: number; port: PortName; method: string; args: unknown[] }
export type Answer = { call: number; value?: unknown; failure?: string }

type Methods = Record<string, (...args: unknown[]) => unknown>

export function describePorts(ports: Partial<OutsidePorts>): PortShapes {
  return Object.fromEntries(
    Object.entries(ports).flatMap(([name, port]) => {
      if (port === undefined) return []
      const entries = Object.entries(port)
      const methods = entries.flatMap(([key, value]) => (typeof value === 'function' ? [key] : []))
      return [[name, { methods, values: Object.fromEntries(entries.filter(([key]) => !methods.includes(key))) }]]
    }),
  )
}

/** Here: what a call of the thread gets, and in `failures` what it failed with. */
export async function answerCall(
  ports: Partial<OutsidePorts>,
  call: Call,
  failures: Map<string, unknown>,
): Promise<Answer> {
  try {
    const port = ports[call.port] as unknown as Methods
    return { call: call.call, value: await port[call.method]!(...call.args) }
  } catch (error) {
    const failure = `${call.port}.${call.method} failed (${failures.size}): ${error instanceof Error ? error.message : String(error)}`
    failures.set(failure, error)
    return { call: call.call, failure }
  }
}

/** In the thread: ports that ask the other side. What a port does at once there, here returns a promise. */
export function remotePorts(link: MessagePort, shapes: PortShapes): OutsidePorts {
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>()
  let calls = 0
  link.on('message', ({ call, value, failure }: Answer) => {
    const asked = waiting.get(call)
    waiting.delete(call)
    if (failure === undefined) asked?.resolve(value)
    else asked?.reject(new Error(failure))
  })
  const ask = (port: PortName, method: string, args: unknown[]) =>
    new Promise((resolve, reject) => {
      const call = calls++
      waiting.set(call, { resolve, reject })
      link.postMessage({ call, port, method, args } satisfies Call)
    })
  const ports = Object.entries(shapes).map(([name, { methods, values }]) => {
    const asking = methods.map((method) => [method, (...args: unknown[]) => ask(name as PortName, method, args)])
    return [name, { ...values, ...Object.fromEntries(asking) }]
  })
  return Object.fromEntries(ports)
}
