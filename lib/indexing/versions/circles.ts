import { type DependencyGraph, findCycle } from './dependency-graph'

/**
 * Which modules lie on a common cycle, in one pass over the whole graph: those of the same number need each other.
 * (Tarjan’s strongly connected components, without recursion: a chain may be as long as a workspace.)
 */
export function findCircles(graph: DependencyGraph): Map<string, number> {
  const circles = new Map<string, number>()
  const order = new Map<string, number>()
  const lowest = new Map<string, number>()
  const reached: string[] = []
  const lower = (id: string, to: number) => lowest.set(id, Math.min(lowest.get(id) ?? to, to))
  let circle = 0
  for (const start of graph.keys()) {
    if (order.has(start)) continue
    const open: { id: string; next: Iterator<string> }[] = []
    const enter = (id: string) => {
      order.set(id, order.size)
      lower(id, order.size - 1)
      reached.push(id)
      open.push({ id, next: (graph.get(id) ?? []).values() })
    }
    enter(start)
    for (let top = open.at(-1); top; top = open.at(-1)) {
      const { id } = top
      const { value: needed, done } = top.next.next()
      if (!done) {
        if (!order.has(needed)) enter(needed)
        // one that is done already closes no cycle
        else if (!circles.has(needed)) lower(id, order.get(needed) ?? 0)
        continue
      }
      open.pop()
      const parent = open.at(-1)
      if (parent) lower(parent.id, lowest.get(id) ?? 0)
      if (lowest.get(id) !== order.get(id)) continue
      for (let other = reached.pop(); other !== undefined; other = reached.pop()) {
        circles.set(other, circle)
        if (other === id) break
      }
      circle++
    }
  }
  return circles
}

/** The way from a module back to itself through the first of these dependencies of the graph that lies on one; null where none does. */
export function findCycleThrough(
  graph: DependencyGraph,
  dependencies: { moduleId: string; dependencyId: string }[],
): string[] | null {
  const circles = findCircles(graph)
  const first = dependencies.find(({ moduleId, dependencyId }) => circles.get(moduleId) === circles.get(dependencyId))
  return first ? findCycle(graph, first.moduleId, [first.dependencyId]) : null
}
