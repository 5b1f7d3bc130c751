import type { EnginePorts } from '../vocabulary/ports'
import type { TraceStep } from '../vocabulary/trace'

type Counts = { in: number; out: number; notes?: string[] }

/**
 * Times the steps of a composition and collects what each took in and gave out, in items. The watcher is told of each one
 * as soon as it has ended; others get a turn after each.
 */
export function recordSteps({ now, watcher, giveWay }: Pick<EnginePorts, 'now' | 'watcher' | 'giveWay'>) {
  const steps: TraceStep[] = []
  return {
    steps,
    /** Runs one step; `count` reads its numbers off the result. */
    async run<T>(name: string, work: () => T | Promise<T>, count: (result: T) => Counts): Promise<T> {
      const start = now()
      const result = await work()
      const { in: taken, out, notes = [] } = count(result)
      const step = { name, ms: Math.max(0, now() - start), in: taken, out, notes }
      steps.push(step)
      watcher?.tell(step)
      await giveWay?.()
      return result
    },
  }
}
