/** Who waits for a task: a person, an import, or nobody (a job). What people wait for runs first. */
export const URGENCIES = ['person', 'import', 'job'] as const
export type Urgency = (typeof URGENCIES)[number]

type Line<Task> = Map<string, Task[]>

/**
 * Tasks in the order of their turns: the most urgent first, and among those of one urgency one workspace after the other,
 * so that a large import of one workspace does not hold up a small one of another.
 */
export class FairQueue<Task> {
  readonly #lines: Record<Urgency, Line<Task>> = { person: new Map(), import: new Map(), job: new Map() }
  #size = 0

  constructor(
    /** Most tasks that wait at a time. */
    private readonly bound: number,
  ) {}

  get size(): number {
    return this.#size
  }

  /** False when as many wait as may. */
  add(workspaceId: string, urgency: Urgency, task: Task): boolean {
    if (this.#size >= this.bound) return false
    const line = this.#lines[urgency]
    const waiting = line.get(workspaceId)
    if (waiting) waiting.push(task)
    else line.set(workspaceId, [task])
    this.#size++
    return true
  }

  /** @param urgencies those that may have this turn, the most urgent first */
  take(urgencies: readonly Urgency[] = URGENCIES): Task | undefined {
    for (const urgency of urgencies) {
      const line = this.#lines[urgency]
      const first = line.entries().next().value
      if (!first) continue
      const [workspaceId, waiting] = first
      const task = waiting.shift()
      // its next turn comes after those of the others
      line.delete(workspaceId)
      if (waiting.length > 0) line.set(workspaceId, waiting)
      this.#size--
      return task
    }
    return undefined
  }
}
