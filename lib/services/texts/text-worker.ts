import type { MessagePort } from 'node:worker_threads'
import type { TextTaskInput, TextTaskName } from './text-tasks'

type Order<Name extends TextTaskName> = { name: Name; input: TextTaskInput<Name>; begin: MessagePort }

// the pool requires this file; what it needs are modules, which see packages of both kinds alike
const loading = import('./text-tasks')

/** Whoever composes meanwhile does not wait for what this thread computes. */
export default async function run<Name extends TextTaskName>({ name, input, begin }: Order<Name>) {
  const { TEXT_TASKS } = await loading
  begin.postMessage('begun')
  const task = TEXT_TASKS[name] as (input: TextTaskInput<Name>) => Promise<unknown>
  return task(input)
}
