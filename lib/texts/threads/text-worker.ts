import type { MessagePort } from 'node:worker_threads'
import { lowerPriority } from '@/lib/lower-priority'
import type { OutsidePorts } from '@/lib/texts/tasks/engine-tasks'
import type { TextTaskInput, TextTaskName } from '@/lib/texts/tasks/text-tasks'
import { handBack } from './hand-back'
import { type PortShapes, remotePorts } from './port-calls'

export type Order<Name extends TextTaskName> = {
  name: Name
  input: TextTaskInput<Name>
  shapes: PortShapes
  /** Says when the work has begun, and asks for what only the other side has. */
  link: MessagePort
  /** Takes the long lists of the result. */
  handed: MessagePort
}

/** Behind the event loop and the database, before background jobs. */
const NICENESS = 5

lowerPriority(NICENESS)

// the pool requires this file; what it needs are modules, which see packages of both kinds alike
const loading = import('@/lib/texts/tasks/text-tasks')

/** Whoever composes meanwhile does not wait for what this thread computes. */
export default async function run<Name extends TextTaskName>({ name, input, shapes, link, handed }: Order<Name>) {
  const { TEXT_TASKS } = await loading
  link.postMessage('begun')
  const task = TEXT_TASKS[name] as (input: TextTaskInput<Name>, ports: OutsidePorts) => Promise<unknown>
  return handBack(await task(input, remotePorts(link, shapes)), handed)
}
